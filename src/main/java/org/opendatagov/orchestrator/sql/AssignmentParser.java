package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import org.opendatagov.orchestrator.sql.Expression.Nth;
import org.opendatagov.orchestrator.sql.Expression.Subquery;
import org.opendatagov.orchestrator.sql.Statement.Set;

/** Reads {@code a = 1, (b, c) = (SELECT …)}. */
final class AssignmentParser {
    private final Parsers parsers;
    private final Tokens tokens;

    AssignmentParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
    }

    List<Set> assignments() {
        List<Set> sets = new ArrayList<>();
        do {
            if (tokens.at("(")) {
                sets.addAll(several());
            } else {
                sets.add(one());
            }
        } while (tokens.skip(","));
        return sets;
    }

    private Set one() {
        Token first = tokens.peek();
        if (first.kind() == Token.Kind.PARAMETER) {
            tokens.take();
            tokens.skipAny("=", ":=");
            return tokens.peek(1).is("=") && tokens.peek().isName() ? one() : new Set(List.of(), value());
        }
        if (!first.isName()) {
            throw tokens.expected("a column");
        }
        List<Identifier> column = parsers.expressions().path();
        while (tokens.at("[")) {
            parsers.expressions().brackets();
        }
        if (tokens.skipAny("+", "-", "*", "/", "%", "|", "&", "^", "||")) {
            tokens.expect("=");
        } else if (!tokens.skip(":=")) {
            tokens.expect("=");
        }
        return new Set(column, value());
    }

    private Expression value() {
        return parsers.expressions().expression();
    }

    private List<Set> several() {
        List<Identifier> columns = parsers.queries().columns();
        tokens.expect("=");
        tokens.skip("ROW");
        List<Set> sets = new ArrayList<>();
        if (tokens.at("(") && !parsers.queryAhead(0)) {
            List<Expression> values = parsers.queries().row();
            for (int index = 0; index < columns.size() && index < values.size(); index++) {
                sets.add(new Set(List.of(columns.get(index)), values.get(index)));
            }
            return sets;
        }
        Expression value = value();
        for (int index = 0; index < columns.size(); index++) {
            Expression part = value instanceof Subquery subquery ? new Nth(subquery.query(), index) : value;
            sets.add(new Set(List.of(columns.get(index)), part));
        }
        return sets;
    }
}
