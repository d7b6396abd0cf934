package org.opendatagov.orchestrator.privacy;

/** What one look at a value tells: enough to know which detectors need to look closer. */
final class ValueShape {
    private int digits;
    private int letters;
    private int at;
    private int dots;
    private int colons;
    private int dashes;
    private int spaces;
    private int others;
    private int length;

    void look(String value) {
        digits = 0;
        letters = 0;
        at = 0;
        dots = 0;
        colons = 0;
        dashes = 0;
        spaces = 0;
        others = 0;
        length = value.length();
        for (int index = 0; index < length; index++) {
            count(value.charAt(index));
        }
    }

    private void count(char character) {
        if (character >= '0' && character <= '9') {
            digits++;
        } else if ((character | 0x20) >= 'a' && (character | 0x20) <= 'z') {
            letters++;
        } else {
            switch (character) {
                case '@' -> at++;
                case '.' -> dots++;
                case ':' -> colons++;
                case '-' -> dashes++;
                case ' ' -> spaces++;
                default -> others(character);
            }
        }
    }

    private void others(char character) {
        if (character > 127 && Character.isLetter(character)) {
            letters++;
        } else {
            others++;
        }
    }

    int length() {
        return length;
    }

    int digits() {
        return digits;
    }

    int letters() {
        return letters;
    }

    boolean hasAt() {
        return at > 0;
    }

    int dots() {
        return dots;
    }

    int colons() {
        return colons;
    }

    int dashes() {
        return dashes;
    }

    int spaces() {
        return spaces;
    }

    int others() {
        return others;
    }

    /** Digits and the separators between groups of them alone. */
    boolean numberLike() {
        return digits >= 7
                && letters == 0
                && at == 0
                && colons == 0
                && digits + dots + dashes + spaces + others == length;
    }
}
