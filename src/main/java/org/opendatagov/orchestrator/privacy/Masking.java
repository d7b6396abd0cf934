package org.opendatagov.orchestrator.privacy;

/**
 * Masks values to their shape: letters become {@code x} or {@code X}, digits {@code 9}, punctuation and blanks of ASCII stay, all else (vowel
 * signs, pictures) becomes {@code ?}; the same value gives the same shape.
 */
public final class Masking {
    private static final int LONGEST = 40;

    private Masking() {}

    public static String shape(String value) {
        StringBuilder shape = new StringBuilder(Math.min(value.length(), LONGEST));
        value.codePoints().limit(LONGEST).forEach(character -> shape.appendCodePoint(masked(character)));
        if (value.codePointCount(0, value.length()) > LONGEST) {
            shape.append('…');
        }
        return shape.toString();
    }

    private static int masked(int character) {
        if (Character.isDigit(character)) {
            return '9';
        }
        if (Character.isUpperCase(character)) {
            return 'X';
        }
        if (Character.isLetter(character)) {
            return 'x';
        }
        return character < 128 ? character : '?';
    }
}
