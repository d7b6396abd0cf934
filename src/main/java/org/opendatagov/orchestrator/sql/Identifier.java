package org.opendatagov.orchestrator.sql;

import java.util.regex.Pattern;

/** A name as it was written, without its quotes. */
record Identifier(String text, boolean quoted) {
    /** Text in double quotes where another dialect than the given one has it, such as an address or a number. */
    private static final Pattern VALUE = Pattern.compile(".*@.*|[\\d\\s()+./:,-]{6,}");

    /** Whether it may be a value, which is not told. */
    boolean likeValue() {
        return quoted && VALUE.matcher(text).matches();
    }

    static Identifier plain(String text) {
        return new Identifier(text, false);
    }
}
