package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.sql.Expression.Column;
import org.opendatagov.orchestrator.sql.Expression.Subquery;

/** Reads what stands between operators. */
final class OperandParser {
    private static final Set<String> NESTED = Set.of("ARRAY", "STRUCT", "MAP", "ROW", "MULTISET");

    private static final int MOST_PARTS = 64;

    private final Parsers parsers;
    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final ArgumentParser arguments;
    private final CallParser calls;

    OperandParser(Parsers parsers, ExpressionParser expressions) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
        this.expressions = expressions;
        this.arguments = new ArgumentParser(parsers, expressions);
        this.calls = new CallParser(parsers, expressions, arguments);
    }

    Expression operand() {
        Token next = tokens.peek();
        return switch (next.kind()) {
            case PARAMETER -> parameter(next);
            case TEXT, NUMBER, TEMPLATE -> constant();
            case SYMBOL -> symbol(next);
            case WORD, QUOTED -> named(next);
            case FAULT, END -> throw tokens.expected("an expression");
        };
    }

    /** Snowflake's {@code $1} is a column of a file. */
    private Expression parameter(Token next) {
        boolean column = parsers.dialect() == Dialect.SNOWFLAKE && next.text().matches("\\$\\d+");
        return column ? new Column(List.of(Identifier.plain(tokens.take().text())), next.start()) : constant();
    }

    private Expression constant() {
        Token first = tokens.take();
        while (first.kind() == Token.Kind.TEXT && tokens.peek().kind() == Token.Kind.TEXT) {
            tokens.take();
        }
        return Expression.CONSTANT;
    }

    private Expression symbol(Token next) {
        return switch (next.text()) {
            case "(" -> parenthesised();
            case "[" -> Expression.of(Use.TRANSFORMATION, brackets());
            case "{" -> struct();
            case "*" -> star(List.of());
            case "?" -> constant();
            default -> throw tokens.expected("an expression");
        };
    }

    private Expression parenthesised() {
        tokens.take();
        if (parsers.queryAhead(0)) {
            Query query = parsers.queries().query();
            tokens.expect(")");
            return new Subquery(query);
        }
        List<Expression> parts = new ArrayList<>();
        while (!tokens.at(")")) {
            parts.add(expressions.expression());
            if (tokens.skip("AS")) {
                tokens.name("an alias");
            }
            if (!tokens.at(")")) {
                tokens.expect(",");
            }
        }
        tokens.expect(")");
        return parts.size() == 1 ? parts.getFirst() : Expression.of(Use.TRANSFORMATION, parts);
    }

    /** {@code [a, b]}, {@code [1:2]}, {@code [OFFSET(0)]}, {@code [f(x) for x in list]}. */
    List<Expression> brackets() {
        tokens.expect("[");
        List<Expression> parts = new ArrayList<>();
        while (!tokens.at("]")) {
            if (tokens.skipAny(",", ":", "::")) {
                continue;
            }
            parts.add(expressions.expression());
            if (tokens.at("FOR")) {
                return comprehension(parts.getFirst());
            }
        }
        tokens.expect("]");
        return parts;
    }

    private List<Expression> comprehension(Expression body) {
        tokens.take();
        List<Identifier> parameters = new ArrayList<>();
        do {
            parameters.add(tokens.name("a name"));
        } while (tokens.skip(","));
        tokens.expect("IN");
        List<Expression> parts = new ArrayList<>();
        parts.add(expressions.expression());
        parts.add(new Expression.Lambda(parameters, body));
        if (tokens.skip("IF")) {
            parts.add(new Expression.Lambda(parameters, expressions.expression()));
        }
        tokens.expect("]");
        return parts;
    }

    private Expression struct() {
        tokens.take();
        List<Expression> parts = new ArrayList<>();
        while (!tokens.at("}")) {
            Token key = tokens.take();
            if (tokens.skip(":")) {
                parts.add(expressions.expression());
            } else if (key.kind() == Token.Kind.WORD && !tokens.at("}")) {
                parts.add(expressions.expression());
            }
            if (!tokens.at("}")) {
                tokens.expect(",");
            }
        }
        tokens.expect("}");
        return Expression.of(Use.TRANSFORMATION, parts);
    }

    private Expression star(List<Identifier> qualifier) {
        int offset = tokens.take().start();
        return new StarParser(tokens, expressions).star(qualifier, offset);
    }

    private Expression named(Token next) {
        if (next.kind() == Token.Kind.WORD) {
            Optional<Expression> special = special(next);
            if (special.isPresent()) {
                return special.get();
            }
            if (Words.NO_OPERAND.contains(next.word())) {
                throw tokens.expected("an expression");
            }
        }
        List<Identifier> path = path();
        if (tokens.at(".", "*")) {
            tokens.take();
            return star(path);
        }
        if (tokens.skip("(", "+", ")")) {
            return new Column(path, next.start());
        }
        return tokens.at("(") ? calls.call(path, next.start()) : new Column(path, next.start());
    }

    private Optional<Expression> special(Token next) {
        Token after = tokens.peek(1);
        if (next.is("CASE") && !after.is(".")) {
            return Optional.of(cases());
        }
        if (next.is("EXISTS") && after.is("(")) {
            tokens.take();
            Expression inner = parenthesised();
            return Optional.of(
                    inner instanceof Subquery subquery
                            ? new Expression.Exists(subquery.query())
                            : Expression.of(Use.CONDITIONAL, List.of(inner)));
        }
        if (next.is("INTERVAL") && interval(after)) {
            return Optional.of(interval());
        }
        if (NESTED.contains(next.word()) && (after.is("[") || after.is("<") || after.is("{"))) {
            tokens.take();
            expressions.angles();
            return Optional.of(tokens.at("(") ? Expression.of(Use.TRANSFORMATION, arguments("")) : operand());
        }
        boolean typed = Words.TYPES.contains(next.word()) && after.kind() == Token.Kind.TEXT;
        boolean session = Words.SESSION_VALUES.contains(next.word()) && !after.is("(") && !after.is(".");
        if (tokens.skip("NEXT", "VALUE", "FOR")) {
            path();
            return Optional.of(Expression.CONSTANT);
        }
        if (typed || session || pseudo(next, after)) {
            tokens.take();
            return Optional.of(typed ? constant() : Expression.CONSTANT);
        }
        return Optional.empty();
    }

    private boolean pseudo(Token next, Token after) {
        return parsers.dialect() == Dialect.ORACLE
                && Set.of("ROWNUM", "LEVEL", "ROWID").contains(next.word())
                && !after.is(".");
    }

    private static boolean interval(Token after) {
        return switch (after.kind()) {
            case TEXT, NUMBER, PARAMETER, TEMPLATE -> true;
            case SYMBOL -> after.is("(") || after.is("-") || after.is("+") || after.is("?");
            case WORD, QUOTED -> !Words.NO_ALIAS.contains(after.word()) && !Words.OPERATORS.contains(after.word());
            case FAULT, END -> false;
        };
    }

    private Expression interval() {
        tokens.take();
        Expression amount = expressions.operand();
        while (Words.UNITS.contains(tokens.peek().word())
                || (tokens.at("TO") && Words.UNITS.contains(tokens.peek(1).word()))
                || tokens.peek().kind() == Token.Kind.NUMBER) {
            tokens.take();
            if (tokens.at("(")) {
                tokens.skipParentheses();
            }
        }
        return amount;
    }

    private Expression cases() {
        tokens.take();
        List<Expression> parts = new ArrayList<>();
        if (!tokens.at("WHEN")) {
            parts.add(condition());
        }
        while (tokens.skip("WHEN")) {
            parts.add(condition());
            tokens.expect("THEN");
            parts.add(expressions.expression());
        }
        if (tokens.skip("ELSE")) {
            parts.add(expressions.expression());
        }
        tokens.expect("END");
        return Expression.of(Use.TRANSFORMATION, parts);
    }

    private Expression condition() {
        return Expression.of(Use.CONDITIONAL, List.of(expressions.expression()));
    }

    /** {@code a.b.c}. */
    List<Identifier> path() {
        List<Identifier> path = new ArrayList<>();
        path.add(tokens.take().identifier());
        while (tokens.at(".") && (field(tokens.peek(1)) || tokens.peek(1).is("."))) {
            tokens.take();
            if (field(tokens.peek())) {
                path.add(tokens.take().identifier());
            }
            if (path.size() > MOST_PARTS) {
                throw new SyntaxFault(
                        "A name has more than %d parts.".formatted(MOST_PARTS),
                        tokens.peek().start());
            }
        }
        return path;
    }

    private static boolean field(Token token) {
        return token.isName()
                || (token.kind() == Token.Kind.PARAMETER && token.text().startsWith("$"));
    }

    List<Expression> arguments(String function) {
        return arguments.arguments(function);
    }

    /** {@code (base PARTITION BY … ORDER BY … frame)}. */
    Expression window() {
        return calls.window();
    }
}
