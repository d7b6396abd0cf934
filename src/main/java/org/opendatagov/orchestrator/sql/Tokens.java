package org.opendatagov.orchestrator.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The tokens of one statement and how far they are read. Depth is bounded, so that no nesting overflows the stack. */
final class Tokens {
    /** Deeper than any SQL that people or generators are known to write; the parser's stack grows with it. */
    static final int DEEPEST = 400;

    private final List<Token> tokens;
    private final int[] closing;
    private final Token end;
    private int at;
    private int depth;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
        int last = tokens.isEmpty() ? 0 : tokens.getLast().end();
        this.end = Token.of(Token.Kind.END, "", last, last);
        this.closing = closing(tokens);
    }

    /** For each opening parenthesis the index of the one that closes it, or -1. */
    private static int[] closing(List<Token> tokens) {
        int[] closing = new int[tokens.size()];
        Deque<Integer> open = new ArrayDeque<>();
        for (int index = 0; index < closing.length; index++) {
            closing[index] = -1;
            if (tokens.get(index).is("(")) {
                open.push(index);
            } else if (tokens.get(index).is(")") && !open.isEmpty()) {
                closing[open.pop()] = index;
            }
        }
        return closing;
    }

    Token peek() {
        return peek(0);
    }

    Token peek(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead) : end;
    }

    Token take() {
        Token token = peek();
        if (token.kind() == Token.Kind.FAULT) {
            throw new SyntaxFault("Here is " + token.text() + ".", token.start());
        }
        at++;
        return token;
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    /** Whether the next tokens are these words or symbols. */
    boolean at(String... expected) {
        for (int index = 0; index < expected.length; index++) {
            if (!peek(index).is(expected[index])) {
                return false;
            }
        }
        return true;
    }

    boolean atAny(String... expected) {
        for (String one : expected) {
            if (peek().is(one)) {
                return true;
            }
        }
        return false;
    }

    /** Takes these tokens if they are next. */
    boolean skip(String... expected) {
        if (!at(expected)) {
            return false;
        }
        at += expected.length;
        return true;
    }

    /** Takes the next token if it is one of these. */
    boolean skipAny(String... expected) {
        if (!atAny(expected)) {
            return false;
        }
        at++;
        return true;
    }

    void expect(String expected) {
        if (!peek().is(expected)) {
            throw expected("'" + expected + "'");
        }
        at++;
    }

    SyntaxFault expected(String what) {
        if (peek().kind() == Token.Kind.FAULT) {
            return new SyntaxFault("Here is " + peek().text() + ".", peek().start());
        }
        return new SyntaxFault("Expected %s, found %s.".formatted(what, peek().describe()), peek().start());
    }

    Identifier name(String what) {
        if (!peek().isName() || (peek().kind() == Token.Kind.WORD && Words.NO_OPERAND.contains(peek().word()))) {
            throw expected(what);
        }
        return take().identifier();
    }

    /** How many tokens ahead the parenthesis that opens here, so many ahead, is closed; -1 if nowhere. */
    int closingAhead(int ahead) {
        int index = at + ahead;
        return index >= closing.length || closing[index] < 0 ? -1 : closing[index] - at;
    }

    /** Skips what stands in parentheses. */
    void skipParentheses() {
        int close = closingAhead(0);
        if (!at("(") || close < 0) {
            throw new SyntaxFault("Expected a parenthesis that is closed.", peek().start());
        }
        at += close + 1;
    }

    /** Skips to the end or to one of these outside of parentheses. */
    void skipTo(String... stops) {
        while (!atEnd() && !atAny(stops)) {
            if (at("(") && closingAhead(0) > 0) {
                skipParentheses();
            } else {
                take();
            }
        }
    }

    void enter() {
        depth++;
        if (depth > DEEPEST) {
            throw new SyntaxFault("Nested deeper than %d levels.".formatted(DEEPEST), peek().start());
        }
    }

    void leave() {
        depth--;
    }

    int mark() {
        return at;
    }

    void reset(int mark) {
        at = mark;
    }

    /** Goes back to a mark after something could not be read. */
    void restart(int mark) {
        at = mark;
        depth = 0;
    }

    Token token(int index) {
        return tokens.get(index);
    }
}
