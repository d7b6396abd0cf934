package org.opendatagov.orchestrator.plan;

/** Puts {@code ?} for every literal of an SQL expression: a constant of a query may be a person's. */
public final class Literals {
    private final String text;
    private final StringBuilder masked = new StringBuilder();
    private int at;

    private Literals(String text) {
        this.text = text;
    }

    /** Names stay, quoted ones too; strings go, also one that is cut off, and so do numbers that are no part of a name ({@code #0}, {@code $1}, {@code t2}). */
    public static String mask(String expression) {
        return new Literals(expression).run();
    }

    /** Whether a string is open at the end of the text: the rest of it is on the next line. */
    static boolean open(String text) {
        return text.chars().filter(character -> character == '\'').count() % 2 == 1;
    }

    private String run() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (next == '"') {
                int end = end('"');
                masked.append(text, at, end);
                at = end;
            } else if (next == '\'') {
                at = end('\'');
                masked.append('?');
            } else if (next == '$' && !dollarQuoted()) {
                word();
            } else if (isNamePart(next)) {
                word();
            } else if (next != '$') {
                masked.append(next);
                at++;
            }
        }
        return masked.toString().strip();
    }

    /** Behind the closing quote; a doubled one is part of the string. */
    private int end(char quote) {
        int end = at + 1;
        while (end < text.length()) {
            boolean doubled = end + 1 < text.length() && text.charAt(end + 1) == quote;
            if (text.charAt(end) != quote) {
                end++;
            } else if (doubled) {
                end += 2;
            } else {
                return end + 1;
            }
        }
        return text.length();
    }

    private static boolean isNamePart(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '#' || character == '.';
    }

    /** A name, or a number; {@code E'…'} and its like are strings. */
    private void word() {
        int start = at;
        boolean number = Character.isDigit(text.charAt(at)) || text.charAt(at) == '.';
        while (at < text.length() && (at == start || isNamePart(text.charAt(at)) || (number && exponentSign()))) {
            at++;
        }
        boolean prefix = at - start <= 2 && at < text.length() && text.charAt(at) == '\'';
        if (!prefix) {
            String word = text.substring(start, at);
            masked.append(number && word.chars().anyMatch(Character::isDigit) ? "?" : word);
        }
    }

    private boolean exponentSign() {
        char sign = text.charAt(at);
        char before = text.charAt(at - 1);
        boolean exponent = (before == 'e' || before == 'E') && at + 1 < text.length();
        return (sign == '-' || sign == '+') && exponent && Character.isDigit(text.charAt(at + 1));
    }

    /** Skips {@code $tag$…$tag$}; a parameter ({@code $1}) is none. */
    private boolean dollarQuoted() {
        int second = text.indexOf('$', at + 1);
        String tag = second < 0 ? "" : text.substring(at, second + 1);
        boolean quoted =
                second >= 0 && tag.chars().skip(1).limit(tag.length() - 2L).allMatch(Literals::isTagPart);
        if (quoted) {
            int close = text.indexOf(tag, second + 1);
            at = close < 0 ? text.length() : close + tag.length();
            masked.append('?');
        }
        return quoted;
    }

    private static boolean isTagPart(int character) {
        return Character.isLetter(character) || character == '_';
    }
}
