package org.opendatagov.orchestrator.sql;

import static org.opendatagov.orchestrator.sql.Dialect.Trait.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opendatagov.orchestrator.sql.Token.Kind;

/** Cuts SQL into tokens; comments and white space fall away. What ends nowhere is one token of its own, up to where the next statement may begin. */
final class Lexer {
    private static final List<String> SYMBOLS = List.of(
            "<=>", "->>", "#>>", "!~*", "<->", "::", ":=", "=>", "->", "#>", "@>", "<@", "<=", ">=", "<>", "!=", "==",
            "||", "&&", "<<", ">>", "~*", "!~", "@@", "**", "//", "?|", "?&", "|>", "^@", "~~", "^=");
    private static final String OPERATOR = "<=>|&~*@#-?!/:";
    /** How often reading goes on behind something that does not end; after that nothing more is read. */
    private static final int MOST_FAULTS = 100;
    /** Letters that may stand before a text literal and belong to it. */
    private static final List<String> PREFIXES = List.of("E", "N", "B", "X", "R", "RB", "BR", "U&", "_UTF8");

    private final String sql;
    private final Dialect dialect;
    private final Quotes quotes;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int faults;

    private Lexer(String sql, Dialect dialect) {
        this.sql = sql;
        this.dialect = dialect;
        this.quotes = new Quotes(sql);
    }

    static List<Token> tokens(String sql, Dialect dialect) {
        Lexer lexer = new Lexer(sql, dialect);
        while (lexer.at < sql.length()) {
            lexer.next();
        }
        return lexer.tokens;
    }

    private void next() {
        char first = sql.charAt(at);
        if (Character.isWhitespace(first) || first == '\uFEFF') {
            at++;
        } else if (!(comment() || template() || text(first) || name(first))) {
            symbol();
        }
    }

    private boolean comment() {
        boolean line = starts("--")
                || (starts("#") && dialect.has(HASH_COMMENTS))
                || (starts("//") && dialect.has(SLASH_COMMENTS));
        if (line) {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end;
            return true;
        }
        if (starts("/*")) {
            end("a comment", quotes.comment(at, dialect.has(NESTED_COMMENTS)), Optional.empty());
            return true;
        }
        return false;
    }

    private boolean template() {
        if (starts("{{")) {
            end("a template expression", quotes.past("}}", at + 2), Optional.of(Kind.TEMPLATE));
        } else if (starts("${")) {
            end("a template expression", quotes.past("}", at + 2), Optional.of(Kind.TEMPLATE));
        } else if (starts("{%")) {
            end("a template tag", quotes.past("%}", at + 2), Optional.empty());
        } else if (starts("{#")) {
            end("a template comment", quotes.past("#}", at + 2), Optional.empty());
        } else {
            return false;
        }
        return true;
    }

    private boolean text(char first) {
        if (first == '\'' || (first == '"' && dialect.has(QUOTED_TEXT))) {
            end("a text literal", literal(at, dialect.has(BACKSLASH)), Optional.of(Kind.TEXT));
        } else if (first == '$'
                && dialect.has(DOLLAR_TEXT)
                && !quotes.dollarTag(at).isEmpty()) {
            String tag = quotes.dollarTag(at);
            end("a text literal", quotes.past(tag, at + tag.length()), Optional.of(Kind.TEXT));
        } else {
            return false;
        }
        return true;
    }

    private int literal(int from, boolean backslash) {
        String triple = String.valueOf(sql.charAt(from)).repeat(3);
        return dialect.has(TRIPLE_TEXT) && sql.startsWith(triple, from)
                ? quotes.past(triple, from + 3)
                : quotes.doubled(from, sql.charAt(from), backslash);
    }

    private boolean name(char first) {
        if (first == '"' || first == '`') {
            end("a quoted name", quotes.doubled(at, first, false), Optional.of(Kind.QUOTED));
        } else if (first == '[' && dialect.has(BRACKET_NAMES)) {
            end("a quoted name", quotes.doubled(at, ']', false), Optional.of(Kind.QUOTED));
        } else if (Character.isDigit(first) || (first == '.' && digit(at + 1) && !afterName())) {
            number();
        } else if (wordStart(first) || (first == '#' && dialect.has(HASH_NAMES))) {
            word();
        } else {
            return parameter(first);
        }
        return true;
    }

    private boolean afterName() {
        return !tokens.isEmpty()
                && tokens.getLast().isName()
                && tokens.getLast().end() == at;
    }

    private void number() {
        int end = at;
        while (end < sql.length() && (wordPart(sql.charAt(end)) || sql.charAt(end) == '.' || exponent(end))) {
            end++;
        }
        add(Kind.NUMBER, sql.substring(at, end), end);
    }

    private boolean exponent(int end) {
        char sign = sql.charAt(end);
        return (sign == '-' || sign == '+')
                && Character.toUpperCase(sql.charAt(end - 1)) == 'E'
                && !sql.startsWith("0x", at)
                && digit(end + 1);
    }

    private void word() {
        int end = at + 1;
        while (end < sql.length() && wordPart(sql.charAt(end))) {
            end++;
        }
        String word = sql.substring(at, end);
        boolean quote =
                end < sql.length() && (sql.charAt(end) == '\'' || (sql.charAt(end) == '"' && dialect.has(QUOTED_TEXT)));
        if (quote && PREFIXES.contains(word.toUpperCase(Locale.ROOT))) {
            boolean raw = word.toUpperCase(Locale.ROOT).contains("R");
            end(
                    "a text literal",
                    literal(end, !raw && (dialect.has(BACKSLASH) || word.equalsIgnoreCase("E"))),
                    Optional.of(Kind.TEXT));
        } else if (quote && word.equalsIgnoreCase("Q") && dialect == Dialect.ORACLE && end + 1 < sql.length()) {
            end("a text literal", quotes.alternative(end), Optional.of(Kind.TEXT));
        } else {
            add(Kind.WORD, word, end);
        }
    }

    private boolean parameter(char first) {
        boolean before = at > 0 && (wordPart(sql.charAt(at - 1)) || ")]\"`".indexOf(sql.charAt(at - 1)) >= 0);
        boolean named = (first == '@'
                        && at + 1 < sql.length()
                        && (wordStart(sql.charAt(at + 1)) || (starts("@@") && !starts("@@ "))))
                || (first == '$' && at + 1 < sql.length() && wordPart(sql.charAt(at + 1)))
                || (first == ':' && !before && at + 1 < sql.length() && wordStart(sql.charAt(at + 1)));
        int end = at + 1;
        if (starts("%(") && pythonParameter() > 0) {
            end = pythonParameter();
        } else if (named) {
            while (end < sql.length() && (wordPart(sql.charAt(end)) || sql.charAt(end) == '@')) {
                end++;
            }
        } else {
            return false;
        }
        add(Kind.PARAMETER, sql.substring(at, end), end);
        return true;
    }

    /** Behind {@code %(name)s}, or 0. */
    private int pythonParameter() {
        int close = sql.substring(at, Math.min(sql.length(), at + 80)).indexOf(")s");
        return close < 0 ? 0 : at + close + 2;
    }

    private void symbol() {
        String found = sql.substring(at, at + 1);
        if (at + 1 < sql.length() && OPERATOR.indexOf(sql.charAt(at + 1)) >= 0) {
            for (String symbol : SYMBOLS) {
                if (starts(symbol)) {
                    found = symbol;
                    break;
                }
            }
        }
        add(Kind.SYMBOL, found, at + found.length());
    }

    /** Takes what ends at an offset, or to where the next statement may begin if it ends nowhere. */
    private void end(String what, int end, Optional<Kind> kind) {
        if (end < 0) {
            int next = ++faults > MOST_FAULTS ? sql.length() : quotes.nextStatement(at);
            add(Kind.FAULT, what + " that does not end", next);
        } else if (kind.isEmpty()) {
            at = end;
        } else {
            Kind found = kind.orElseThrow();
            add(found, found == Kind.QUOTED ? unquoted(sql.substring(at, end)) : sql.substring(at, end), end);
        }
    }

    private static String unquoted(String quoted) {
        String close = quoted.substring(quoted.length() - 1);
        return quoted.substring(1, quoted.length() - 1).replace(close + close, close);
    }

    private void add(Kind kind, String text, int end) {
        tokens.add(Token.of(kind, text, at, end));
        at = end;
    }

    private boolean starts(String text) {
        return sql.startsWith(text, at);
    }

    private boolean digit(int index) {
        return index < sql.length() && Character.isDigit(sql.charAt(index));
    }

    private static boolean wordStart(char character) {
        return Character.isLetter(character) || character == '_';
    }

    private boolean wordPart(char character) {
        boolean hash = character == '#' && (dialect.has(HASH_NAMES) || dialect == Dialect.ORACLE);
        return Character.isLetterOrDigit(character) || character == '_' || character == '$' || hash;
    }
}
