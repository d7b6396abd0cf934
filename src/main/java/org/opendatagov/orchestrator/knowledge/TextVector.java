package org.opendatagov.orchestrator.knowledge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The place of a text among all texts: numbers, as many as are a multiple of eight, of length 1 together. Immutable. */
public final class TextVector {
    private final float[] members;

    private TextVector(float[] members) {
        this.members = members;
    }

    /** Brings the numbers to length 1; all zero they stay. */
    public static TextVector of(float[] numbers) {
        double squares = 0;
        for (float number : numbers) {
            squares += (double) number * number;
        }
        float length = squares == 0 ? 1 : (float) Math.sqrt(squares);
        float[] members = new float[numbers.length];
        for (int index = 0; index < members.length; index++) {
            members[index] = numbers[index] / length;
        }
        return new TextVector(members);
    }

    /** The numbers as they are stored: four bytes each, little-endian. */
    public static TextVector of(byte[] bytes) {
        float[] members = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(members);
        return new TextVector(members);
    }

    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(members.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(members);
        return bytes.array();
    }

    public float[] numbers() {
        return members.clone();
    }

    /** Copies the numbers into a table of vectors. */
    public void copyTo(float[] table, int at) {
        System.arraycopy(members, 0, table, at, members.length);
    }

    public int dimensions() {
        return members.length;
    }

    /** The cosine of the angle between the two: 1 the same direction, 0 nothing in common. */
    public double similarity(TextVector other) {
        return similarity(other.members, 0);
    }

    /** The same with a row of a table. Eight sums side by side, for one alone would wait for each addition before it. */
    public float similarity(float[] table, int from) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        for (int index = 0; index < members.length; index += 8) {
            int row = from + index;
            a = Math.fma(members[index], table[row], a);
            b = Math.fma(members[index + 1], table[row + 1], b);
            c = Math.fma(members[index + 2], table[row + 2], c);
            d = Math.fma(members[index + 3], table[row + 3], d);
            e = Math.fma(members[index + 4], table[row + 4], e);
            f = Math.fma(members[index + 5], table[row + 5], f);
            g = Math.fma(members[index + 6], table[row + 6], g);
            h = Math.fma(members[index + 7], table[row + 7], h);
        }
        return a + b + c + d + e + f + g + h;
    }
}
