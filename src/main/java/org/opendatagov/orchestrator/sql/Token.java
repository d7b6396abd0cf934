package org.opendatagov.orchestrator.sql;

import java.util.Locale;

/**
 * A piece of SQL.
 *
 * @param text a word in upper case as {@code word}, a name without quotes, a symbol; of a fault, what is wrong
 * @param start offset of its first character
 */
record Token(Kind kind, String text, String word, int start, int end) {
    enum Kind {
        WORD,
        QUOTED,
        TEXT,
        NUMBER,
        SYMBOL,
        PARAMETER,
        /** What a template engine replaces. */
        TEMPLATE,
        /** Something that ends nowhere. */
        FAULT,
        END
    }

    static Token of(Kind kind, String text, int start, int end) {
        return new Token(kind, text, kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : "", start, end);
    }

    boolean is(String symbolOrWord) {
        return switch (kind) {
            case WORD -> word.equals(symbolOrWord);
            case SYMBOL -> text.equals(symbolOrWord);
            case QUOTED, TEXT, NUMBER, PARAMETER, TEMPLATE, FAULT, END -> false;
        };
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    Identifier identifier() {
        return new Identifier(text, kind == Kind.QUOTED);
    }

    /** For messages: keywords and symbols are shown; a name or a literal may be personal and is not. */
    String describe() {
        return switch (kind) {
            case WORD -> Words.KEYWORDS.contains(word) ? "'" + word + "'" : "a name";
            case QUOTED -> "a quoted name";
            case TEXT -> "a text literal";
            case NUMBER -> "a number";
            case SYMBOL -> "'" + text + "'";
            case PARAMETER -> "a parameter";
            case TEMPLATE -> "a template expression";
            case FAULT -> text;
            case END -> "the end of the statement";
        };
    }
}
