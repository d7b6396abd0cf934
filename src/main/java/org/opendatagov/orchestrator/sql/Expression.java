package org.opendatagov.orchestrator.sql;

import java.util.List;
import java.util.Optional;

/** What gives a value, as far as it matters where the value comes from. */
sealed interface Expression {
    /** {@code a, t.a, s.t.a, a.field}. */
    record Column(List<Identifier> path, int offset) implements Expression {}

    /** All columns, of a table or of all: {@code *, t.*}, without some, some replaced, some renamed. */
    record Star(
            List<Identifier> qualifier, List<Identifier> except, List<Item> replaced, List<Renamed> renamed, int offset)
            implements Expression {}

    record Renamed(Identifier from, Identifier to) {}

    /** A literal, a parameter, a value of the session. */
    record Constant() implements Expression {}

    record Composite(Use use, List<Expression> parts) implements Expression {}

    record Subquery(Query query) implements Expression {}

    /** Whether a query has rows: what it selects does not matter. */
    record Exists(Query query) implements Expression {}

    /** One column of a query's only row. */
    record Nth(Query query, int position) implements Expression {}

    /** A window that is defined for the whole query. */
    record Window(Identifier name) implements Expression {}

    record Lambda(List<Identifier> parameters, Expression body) implements Expression {}

    /** An expression with the name that its value gets. */
    record Item(Expression expression, Optional<Identifier> alias, String text) {}

    Expression CONSTANT = new Constant();

    static Expression of(Use use, List<Expression> parts) {
        List<Expression> telling =
                parts.stream().filter(part -> !(part instanceof Constant)).toList();
        return telling.isEmpty() ? CONSTANT : new Composite(use, telling);
    }
}
