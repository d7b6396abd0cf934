package org.opendatagov.orchestrator.workflow;

/** Text of a definition as it stands in a message: on one line, of bounded length. */
final class Shown {
    private static final int LENGTH = 80;

    private Shown() {}

    static String text(String text) {
        return text(text, LENGTH);
    }

    static String text(String text, int length) {
        String start = text.length() > length ? text.substring(0, length) + "…" : text;
        return start.replaceAll("\\p{Cntrl}+", " ");
    }
}
