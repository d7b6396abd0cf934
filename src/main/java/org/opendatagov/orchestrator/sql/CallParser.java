package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.sql.Expression.Column;
import org.opendatagov.orchestrator.sql.Expression.Composite;
import org.opendatagov.orchestrator.sql.Expression.Star;

/** Reads calls of functions, and the windows that they look through. */
final class CallParser {
    private final Parsers parsers;
    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final ArgumentParser arguments;

    CallParser(Parsers parsers, ExpressionParser expressions, ArgumentParser arguments) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
        this.expressions = expressions;
        this.arguments = arguments;
    }

    /** Arguments and what may stand behind them; its name has been read. */
    Expression call(List<Identifier> path, int offset) {
        String function = path.getLast().text().toUpperCase(java.util.Locale.ROOT);
        if (function.equals("COLUMNS") && parsers.dialect() == Dialect.DUCKDB) {
            tokens.skipParentheses();
            return new Star(List.of(), List.of(), List.of(), List.of(), offset);
        }
        if (function.equals("VALUES")
                && tokens.peek(1).isName()
                && tokens.peek(2).is(")")) {
            tokens.take();
            Column refused = new Column(
                    List.of(Identifier.plain("excluded"), tokens.take().identifier()), offset);
            tokens.take();
            return refused;
        }
        boolean aggregate = Words.AGGREGATES.contains(function);
        List<Expression> parts = new ArrayList<>(arguments.arguments(function));
        parts.removeIf(Star.class::isInstance);
        while (behindCall(parts)) {
            // everything that may follow is taken, in any order
        }
        return Expression.of(aggregate ? Use.AGGREGATION : Use.TRANSFORMATION, parts);
    }

    private boolean behindCall(List<Expression> parts) {
        if (tokens.skip("FILTER", "(")) {
            tokens.skip("WHERE");
            parts.add(Expression.of(Use.CONDITIONAL, List.of(expressions.expression())));
            tokens.expect(")");
        } else if (tokens.skip("WITHIN", "GROUP", "(")) {
            tokens.skip("ORDER", "BY");
            parts.addAll(expressions.sorting());
            tokens.expect(")");
        } else if (tokens.skip("KEEP", "(")) {
            tokens.skipTo("ORDER", ")");
            tokens.skip("ORDER", "BY");
            parts.add(new Composite(Use.WINDOW, expressions.sorting()));
            tokens.expect(")");
        } else {
            Optional<Expression> window = over();
            window.ifPresent(parts::add);
            return window.isPresent()
                    || tokens.skip("IGNORE", "NULLS")
                    || tokens.skip("RESPECT", "NULLS")
                    || tokens.skip("FROM", "FIRST")
                    || tokens.skip("FROM", "LAST")
                    || (tokens.at("(") && tokens.closingAhead(0) > 0 && !tokens.at("(", "+", ")") && again(parts));
        }
        return true;
    }

    /** {@code quantile(0.5)(x)}: parameters, then arguments. */
    private boolean again(List<Expression> parts) {
        parts.addAll(arguments.arguments(""));
        return true;
    }

    /** {@code OVER …}, if it is next. */
    private Optional<Expression> over() {
        if (!tokens.at("OVER") || !(tokens.peek(1).is("(") || tokens.peek(1).isName())) {
            return Optional.empty();
        }
        tokens.take();
        if (!tokens.at("(")) {
            return Optional.of(new Expression.Window(tokens.name("the name of a window")));
        }
        return Optional.of(window());
    }

    /** {@code (base PARTITION BY … ORDER BY … frame)}. */
    Expression window() {
        int close = tokens.mark() + tokens.closingAhead(0);
        tokens.expect("(");
        List<Expression> parts = new ArrayList<>();
        if (tokens.peek().isName()
                && !tokens.atAny("PARTITION", "ORDER", "ROWS", "RANGE", "GROUPS", "DISTRIBUTE", "SORT")) {
            parts.add(new Expression.Window(tokens.name("the name of a window")));
        }
        if (tokens.skip("PARTITION", "BY") || tokens.skip("DISTRIBUTE", "BY")) {
            parts.addAll(expressions.expressions());
        }
        if (tokens.skip("ORDER", "BY") || tokens.skip("SORT", "BY")) {
            parts.addAll(expressions.sorting());
        }
        if (tokens.atAny("ROWS", "RANGE", "GROUPS") && close > tokens.mark()) {
            tokens.reset(close);
        }
        tokens.expect(")");
        return Expression.of(Use.WINDOW, parts);
    }
}
