package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.sql.Expression.Item;
import org.opendatagov.orchestrator.sql.From.Matched;
import org.opendatagov.orchestrator.sql.From.Pivot;
import org.opendatagov.orchestrator.sql.From.Unpivot;

/** Reads what gives a table another shape: PIVOT, UNPIVOT, MATCH_RECOGNIZE. */
final class ShapeParser {
    private final Parsers parsers;
    private final Tokens tokens;
    private final FactorParser factors;

    ShapeParser(Parsers parsers, FactorParser factors) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
        this.factors = factors;
    }

    Optional<From> shaped(From source) {
        if (tokens.at("PIVOT", "(")) {
            tokens.skip("PIVOT", "(");
            return Optional.of(pivot(source));
        }
        if (tokens.at("UNPIVOT") && (tokens.peek(1).is("(") || tokens.peek(2).is("NULLS"))) {
            tokens.take();
            if (!tokens.at("(")) {
                tokens.take();
                tokens.take();
            }
            tokens.expect("(");
            return Optional.of(unpivot(source));
        }
        if (tokens.skip("MATCH_RECOGNIZE", "(")) {
            return Optional.of(matched(source));
        }
        return Optional.empty();
    }

    private From pivot(From source) {
        List<Item> aggregates = new ArrayList<>();
        do {
            Expression aggregate = parsers.expressions().expression();
            aggregates.add(new Item(aggregate, alias(), ""));
        } while (tokens.skip(","));
        tokens.expect("FOR");
        List<Expression> keys = List.of(parsers.expressions().operand());
        tokens.expect("IN");
        int close = tokens.mark() + tokens.closingAhead(0);
        tokens.expect("(");
        List<Optional<Identifier>> values = new ArrayList<>();
        if (parsers.queryAhead(0) || tokens.at("ANY")) {
            tokens.reset(Math.max(close, tokens.mark()));
        } else {
            do {
                values.add(value());
            } while (tokens.skip(","));
        }
        tokens.expect(")");
        tokens.skipTo(")");
        tokens.expect(")");
        return new Pivot(source, aggregates, keys, values, factors.alias());
    }

    /** A value, by its alias or, where it is written as a name, by that. */
    private Optional<Identifier> value() {
        Optional<Identifier> name =
                tokens.peek().isName() ? Optional.of(tokens.peek().identifier()) : Optional.empty();
        parsers.expressions().expression();
        Optional<Identifier> alias = alias();
        return alias.isPresent() ? alias : name;
    }

    private Optional<Identifier> alias() {
        boolean said = tokens.skip("AS");
        if (said && tokens.peek().kind() == Token.Kind.TEXT) {
            tokens.take();
            return Optional.empty();
        }
        return said || (tokens.peek().isName() && !tokens.at("FOR"))
                ? Optional.of(tokens.name("an alias"))
                : Optional.empty();
    }

    private From unpivot(From source) {
        List<Identifier> values = names();
        tokens.expect("FOR");
        List<Identifier> keys = names();
        tokens.expect("IN");
        tokens.expect("(");
        List<Identifier> columns = new ArrayList<>();
        do {
            columns.addAll(names());
            if (tokens.skip("AS") || tokens.peek().kind() == Token.Kind.TEXT) {
                parsers.expressions().operand();
            }
        } while (tokens.skip(","));
        tokens.expect(")");
        tokens.expect(")");
        return new Unpivot(source, values, keys, columns, factors.alias());
    }

    /** {@code a} or {@code (a, b)}. */
    private List<Identifier> names() {
        return tokens.at("(")
                ? parsers.queries().columns()
                : List.of(parsers.expressions().path().getLast());
    }

    private From matched(From source) {
        List<Item> measures = new ArrayList<>();
        List<Expression> conditions = new ArrayList<>();
        boolean allRows = false;
        while (!tokens.at(")")) {
            if (tokens.skip("PARTITION", "BY")) {
                for (Expression key : parsers.expressions().expressions()) {
                    measures.add(new Item(key, Optional.empty(), ""));
                }
            } else if (tokens.skip("ORDER", "BY")) {
                conditions.addAll(parsers.expressions().sorting());
            } else if (tokens.skip("MEASURES")) {
                measures.addAll(measures());
            } else if (tokens.skip("DEFINE")) {
                conditions.addAll(definitions());
            } else {
                allRows |= tokens.at("ALL", "ROWS", "PER", "MATCH");
                tokens.skipTo(")", "PATTERN", "DEFINE", "MEASURES");
                if (tokens.skip("PATTERN")) {
                    tokens.skipParentheses();
                }
            }
        }
        tokens.expect(")");
        return new Matched(source, measures, conditions, allRows, factors.alias());
    }

    private List<Item> measures() {
        List<Item> measures = new ArrayList<>();
        do {
            tokens.skipAny("FINAL", "RUNNING");
            Expression value = parsers.expressions().expression();
            tokens.expect("AS");
            measures.add(new Item(value, Optional.of(tokens.name("a measure")), ""));
        } while (tokens.skip(","));
        return measures;
    }

    private List<Expression> definitions() {
        List<Expression> definitions = new ArrayList<>();
        do {
            tokens.name("a variable of the pattern");
            tokens.expect("AS");
            definitions.add(parsers.expressions().expression());
        } while (tokens.skip(","));
        return definitions;
    }
}
