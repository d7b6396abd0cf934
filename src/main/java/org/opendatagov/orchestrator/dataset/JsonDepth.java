package org.opendatagov.orchestrator.dataset;

/** Follows the brackets of JSON text, a piece at a time, however it is cut. */
final class JsonDepth {
    /** DuckDB 1.5 recurses: some 20,000 levels overflow a thread's stack of 1 MB. Jackson reads 1,000. */
    static final int DEEPEST = 500;

    private int depth;
    private boolean inText;
    private boolean escaped;

    /** Whether it is no deeper yet than it may be. */
    boolean look(byte[] bytes, int length) {
        for (int index = 0; index < length && depth <= DEEPEST; index++) {
            byte next = bytes[index];
            if (inText) {
                insideText(next);
            } else {
                outsideText(next);
            }
        }
        return depth <= DEEPEST;
    }

    private void insideText(byte next) {
        if (escaped) {
            escaped = false;
        } else if (next == '\\') {
            escaped = true;
        } else if (next == '"') {
            inText = false;
        }
    }

    private void outsideText(byte next) {
        switch (next) {
            case '"' -> inText = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth = Math.max(0, depth - 1);
            default -> {
                // Names, numbers and blanks are no brackets.
            }
        }
    }
}
