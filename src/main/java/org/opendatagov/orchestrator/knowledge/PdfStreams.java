package org.opendatagov.orchestrator.knowledge;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Holds a PDF's packed streams against a bound before anything unpacks them into memory: a stream of 20 MB can hold 20 GB. Other ways of packing
 * than the usual one are bounded by {@link PdfFilters}.
 */
final class PdfStreams {
    /** Of all streams together, images among them. */
    static final long MOST_BYTES = 256L << 20;

    private static final byte[] BEGIN = {'s', 't', 'r', 'e', 'a', 'm'};

    private PdfStreams() {}

    static void check(byte[] content) {
        long unpacked = 0;
        byte[] buffer = new byte[1 << 16];
        for (int at = next(content, 0); at >= 0; at = next(content, at)) {
            PdfFilters.check(content, keyword(content, at), at);
            unpacked += unpacked(content, at, buffer, MOST_BYTES - unpacked);
            if (unpacked > MOST_BYTES) {
                throw Unreadable.because(
                        "too_large",
                        "The PDF unpacks to more than " + (MOST_BYTES >> 20) + " MB; send the document in parts.");
            }
        }
    }

    /** Where the next stream's bytes begin. */
    private static int next(byte[] content, int from) {
        for (int at = from; at + BEGIN.length + 2 < content.length; at++) {
            if (content[at] == 's' && begins(content, at)) {
                int behind = at + BEGIN.length;
                return content[behind] == '\r' && content[behind + 1] == '\n' ? behind + 2 : behind + 1;
            }
        }
        return -1;
    }

    /** Where the word before the stream's bytes begins: a line break lies between. */
    private static int keyword(byte[] content, int at) {
        return content[at - 1] == '\n' && content[at - 2] == '\r' ? at - 2 - BEGIN.length : at - 1 - BEGIN.length;
    }

    private static boolean begins(byte[] content, int at) {
        for (int index = 0; index < BEGIN.length; index++) {
            if (content[at + index] != BEGIN[index]) {
                return false;
            }
        }
        return at == 0 || content[at - 1] != 'd';
    }

    private static long unpacked(byte[] content, int at, byte[] buffer, long most) {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(content, at, content.length - at);
            long bytes = 0;
            int read = 1;
            while (read > 0 && bytes <= most) {
                read = inflater.inflate(buffer);
                bytes += read;
            }
            return bytes;
        } catch (DataFormatException e) {
            return 0;
        }
    }
}
