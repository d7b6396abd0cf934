package org.opendatagov.orchestrator.sql;

/** What resolves one statement: the parts call each other. */
final class Resolver {
    private final Dialect dialect;
    private final KnownTables tables;
    private final Report report;
    private final ExpressionResolver expressions;
    private final FromResolver from;
    private final QueryResolver queries;

    Resolver(Dialect dialect, KnownTables tables, Report report) {
        this.dialect = dialect;
        this.tables = tables;
        this.report = report;
        this.expressions = new ExpressionResolver(this);
        this.from = new FromResolver(this);
        this.queries = new QueryResolver(this);
    }

    Dialect dialect() {
        return dialect;
    }

    KnownTables tables() {
        return tables;
    }

    Report report() {
        return report;
    }

    ExpressionResolver expressions() {
        return expressions;
    }

    FromResolver from() {
        return from;
    }

    QueryResolver queries() {
        return queries;
    }
}
