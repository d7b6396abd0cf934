package org.opendatagov.orchestrator.sql;

/** A statement that cannot be read, from some place on. */
final class SyntaxFault extends RuntimeException {
    private final int offset;

    /** @param message holds no literal of the statement */
    SyntaxFault(String message, int offset) {
        super(message, null, false, false);
        this.offset = offset;
    }

    int offset() {
        return offset;
    }

    String text() {
        String message = getMessage();
        return message == null ? "cannot be read" : message;
    }
}
