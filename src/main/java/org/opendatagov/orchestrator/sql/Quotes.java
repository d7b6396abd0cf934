package org.opendatagov.orchestrator.sql;

/** Finds where quoted things and comments end: an offset, or -1. */
final class Quotes {
    private static final String OPENING = "[({<";
    private static final String CLOSING = "])}>";

    private final String sql;

    Quotes(String sql) {
        this.sql = sql;
    }

    /** Behind the next occurrence of a text. */
    int past(String text, int from) {
        int found = sql.indexOf(text, from);
        return found < 0 ? -1 : found + text.length();
    }

    /** Behind a quote that stands for itself where it is doubled. */
    int doubled(int start, char quote, boolean backslash) {
        for (int index = start + 1; index < sql.length(); index++) {
            char character = sql.charAt(index);
            if (backslash && character == '\\') {
                index++;
            } else if (character == quote) {
                if (index + 1 < sql.length() && sql.charAt(index + 1) == quote) {
                    index++;
                } else {
                    return index + 1;
                }
            }
        }
        return -1;
    }

    /** Oracle's {@code q'[…]'}; start is that of the first quote. */
    int alternative(int start) {
        char open = sql.charAt(start + 1);
        int pair = OPENING.indexOf(open);
        return past((pair < 0 ? open : CLOSING.charAt(pair)) + "'", start + 2);
    }

    int comment(int start, boolean nested) {
        if (!nested) {
            return past("*/", start + 2);
        }
        int depth = 1;
        int index = start + 2;
        while (depth > 0 && index < sql.length() - 1) {
            if (sql.startsWith("/*", index)) {
                depth++;
                index += 2;
            } else if (sql.startsWith("*/", index)) {
                depth--;
                index += 2;
            } else {
                index++;
            }
        }
        return depth == 0 ? index : -1;
    }

    /** {@code $$} or {@code $tag$} that begins here, or nothing. */
    String dollarTag(int start) {
        int index = start + 1;
        while (index < sql.length() && (Character.isLetterOrDigit(sql.charAt(index)) || sql.charAt(index) == '_')) {
            index++;
        }
        boolean tag = index < sql.length()
                && sql.charAt(index) == '$'
                && (index == start + 1 || !Character.isDigit(sql.charAt(start + 1)));
        return tag ? sql.substring(start, index + 1) : "";
    }

    /** The next semicolon that ends a line, for going on behind something that does not end. */
    int nextStatement(int start) {
        for (int index = sql.indexOf(';', start); index >= 0; index = sql.indexOf(';', index + 1)) {
            int next = index + 1;
            while (next < sql.length() && (sql.charAt(next) == ' ' || sql.charAt(next) == '\r')) {
                next++;
            }
            if (next == sql.length() || sql.charAt(next) == '\n') {
                return index;
            }
        }
        return sql.length();
    }
}
