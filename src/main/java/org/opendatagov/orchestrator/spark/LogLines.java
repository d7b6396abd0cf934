package org.opendatagov.orchestrator.spark;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a stream as bytes, in one buffer that grows to the longest. */
final class LogLines {
    /** A longer line is left out; one event of a huge plan takes some ten MB. */
    static final int LONGEST = 128 << 20;

    private final InputStream input;
    private byte[] buffer = new byte[1 << 18];
    private int from;
    private int to;
    private int filled;
    private long bytes;
    private boolean whole = true;
    private boolean tooLong;

    LogLines(InputStream input) {
        this.input = input;
    }

    /** Goes to the next line; false at the end. */
    boolean next() throws IOException {
        from = bytes == 0 ? 0 : Math.min(filled, to + 1);
        tooLong = false;
        int searched = from;
        while (true) {
            for (int index = searched; index < filled; index++) {
                if (buffer[index] == '\n') {
                    return line(index, true);
                }
            }
            searched = filled;
            int shift = makeRoom();
            searched -= shift;
            int read = input.read(buffer, filled, buffer.length - filled);
            if (read < 0) {
                return filled > from && line(filled, false);
            }
            filled += read;
            bytes += read;
        }
    }

    private boolean line(int end, boolean ended) {
        to = end;
        whole = ended;
        return true;
    }

    /** @return by how many places the rest moved to the front */
    private int makeRoom() {
        if (filled < buffer.length) {
            return 0;
        }
        int shift = from;
        if (shift > 0) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            filled -= shift;
            from = 0;
        } else if (buffer.length < LONGEST) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        } else {
            tooLong = true;
            shift = filled;
            filled = 0;
        }
        return shift;
    }

    byte[] buffer() {
        return buffer;
    }

    int from() {
        return from;
    }

    int length() {
        int end = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
        return end - from;
    }

    /** Whether the line ended, or the stream did in its midst. */
    boolean whole() {
        return whole;
    }

    boolean tooLong() {
        return tooLong;
    }

    /** Bytes read so far. */
    long bytes() {
        return bytes;
    }
}
