package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the arguments of a call, with the words that some functions want between them. */
final class ArgumentParser {
    private static final Set<String> LEADING =
            Set.of("DISTINCT", "ALL", "BOTH", "LEADING", "TRAILING", "VARIADIC", "TABLE", "UNIQUE");
    private static final Set<String> FIRST_DECIDES = Set.of("IF", "IIF", "NVL2", "DECODE");
    private static final Set<String> CASTS = Set.of("CAST", "TRY_CAST", "SAFE_CAST", "XMLCAST");
    private static final Set<String> CONVERTS = Set.of("CONVERT", "TRY_CONVERT");

    private final Parsers parsers;
    private final Tokens tokens;
    private final ExpressionParser expressions;

    ArgumentParser(Parsers parsers, ExpressionParser expressions) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
        this.expressions = expressions;
    }

    List<Expression> arguments(String function) {
        tokens.expect("(");
        List<Expression> arguments = new ArrayList<>();
        if (CONVERTS.contains(function) && parsers.dialect() == Dialect.TSQL) {
            expressions.type();
            tokens.expect(",");
        }
        int position = 0;
        while (!tokens.at(")")) {
            argument(function, position, arguments);
            if (!tokens.at(")")) {
                tokens.expect(",");
                position++;
                if (tokens.at(")")) {
                    throw tokens.expected("an argument");
                }
            }
        }
        tokens.expect(")");
        return arguments;
    }

    private void argument(String function, int position, List<Expression> arguments) {
        if (named() || unit(function, position)) {
            return;
        }
        leading();
        if (tokens.atAny(",", ")")) {
            throw tokens.expected("an argument");
        }
        if (parsers.queryAhead(0) && !tokens.at("(")) {
            arguments.add(new Expression.Subquery(parsers.queries().query()));
        } else {
            Expression value = lambda() ? readLambda() : expressions.expression();
            boolean decides = position == 0 && FIRST_DECIDES.contains(function);
            arguments.add(decides ? Expression.of(Use.CONDITIONAL, List.of(value)) : value);
        }
        while (!tokens.atAny(",", ")") && glue(function, arguments)) {
            // goes on until the argument ends
        }
    }

    /** Skips {@code name =>}; the value is read as any other. Never the whole argument. */
    private boolean named() {
        if (tokens.peek().isName() && (tokens.peek(1).is("=>") || tokens.peek(1).is(":="))) {
            tokens.take();
            tokens.take();
        }
        return false;
    }

    /** A unit of time, which is no column. */
    private boolean unit(String function, int position) {
        String word = tokens.peek().word();
        boolean timed = function.contains("DATE")
                || function.contains("TIME")
                || function.contains("TRUNC")
                || function.equals("LAST_DAY");
        boolean alone = tokens.peek(1).is(",") || tokens.peek(1).is(")");
        boolean late = position > 0
                && word.length() > 2
                && (parsers.dialect() == Dialect.BIGQUERY || parsers.dialect() == Dialect.SNOWFLAKE);
        boolean early = position == 0 && parsers.dialect() != Dialect.BIGQUERY;
        if (timed && Words.UNITS.contains(word) && alone && (early || late)) {
            tokens.take();
            return true;
        }
        if (timed && position > 0 && tokens.at("WEEK", "(")) {
            tokens.take();
            tokens.skipParentheses();
            return true;
        }
        return false;
    }

    private void leading() {
        if ((tokens.peek().isName() || tokens.peek().kind() == Token.Kind.TEXT)
                && tokens.peek(1).is("FROM")
                && !LEADING.contains(tokens.peek().word())
                && Words.UNITS.contains(tokens.peek().word())) {
            tokens.take();
            tokens.take();
        }
        while (LEADING.contains(tokens.peek().word())
                && !tokens.peek(1).is(",")
                && !tokens.peek(1).is(")")
                && !tokens.peek(1).is(".")) {
            tokens.take();
        }
        if (tokens.skip("FROM")) {
            leading();
        }
        if (!tokens.skip("ORDER", "BY")) {
            tokens.skip("PARTITION", "BY");
        }
    }

    private boolean lambda() {
        if (tokens.peek().isName() && tokens.peek(1).is("->")) {
            return tokens.peek(2).kind() != Token.Kind.TEXT && tokens.peek(2).kind() != Token.Kind.NUMBER;
        }
        if (tokens.at("LAMBDA") && tokens.peek(1).isName()) {
            return true;
        }
        return tokens.at("(")
                && tokens.closingAhead(0) > 0
                && tokens.peek(tokens.closingAhead(0) + 1).is("->");
    }

    private Expression readLambda() {
        boolean python = tokens.skip("LAMBDA");
        boolean several = tokens.skip("(");
        List<Identifier> parameters = new ArrayList<>();
        while (tokens.peek().isName()) {
            parameters.add(tokens.take().identifier());
            if (tokens.peek().kind() == Token.Kind.WORD && several) {
                tokens.take();
            }
            tokens.skip(",");
        }
        if (several) {
            tokens.expect(")");
        }
        tokens.expect(python ? ":" : "->");
        return new Expression.Lambda(parameters, expressions.expression());
    }

    /** Takes a word that goes on inside an argument, and what follows it. */
    private boolean glue(String function, List<Expression> arguments) {
        boolean type =
                (tokens.at("AS") && CASTS.contains(function)) || (tokens.at("USING") && CONVERTS.contains(function));
        if (type || tokens.at("COLUMNS", "(")) {
            tokens.skipTo(")", type ? ")" : ",");
            return true;
        }
        if (tokens.skip("AS")) {
            tokens.take();
            return true;
        }
        if (tokens.skip("RETURNING")) {
            expressions.type();
            return true;
        }
        if (!Words.GLUE.contains(tokens.peek().word())) {
            throw tokens.expected("',' or ')'");
        }
        while (Words.GLUE.contains(tokens.peek().word())) {
            tokens.take();
        }
        if (!tokens.atAny(",", ")")) {
            arguments.add(expressions.expression());
            tokens.skip(",");
        }
        return true;
    }
}
