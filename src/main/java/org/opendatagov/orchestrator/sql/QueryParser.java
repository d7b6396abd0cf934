package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.opendatagov.orchestrator.sql.From.Alias;
import org.opendatagov.orchestrator.sql.Query.Combined;
import org.opendatagov.orchestrator.sql.Query.Named;
import org.opendatagov.orchestrator.sql.Query.Select;
import org.opendatagov.orchestrator.sql.Query.Sorted;
import org.opendatagov.orchestrator.sql.Query.Values;
import org.opendatagov.orchestrator.sql.Query.With;

/** Reads queries: WITH, set operations, VALUES, and what sorts and limits them. */
final class QueryParser {
    private final Parsers parsers;
    private final Tokens tokens;
    private final SelectParser selects;

    QueryParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
        this.selects = new SelectParser(parsers);
    }

    Query query() {
        tokens.enter();
        Query query = tokens.at("WITH") ? with() : combined();
        tokens.leave();
        return query;
    }

    private Query with() {
        boolean implicit = Set.of(Dialect.TSQL, Dialect.ORACLE, Dialect.HIVE, Dialect.SQLITE)
                .contains(parsers.dialect());
        boolean recursive = implicit || tokens.at("WITH", "RECURSIVE");
        List<Named> named = named();
        return new With(named, recursive, query());
    }

    /** {@code WITH a AS (…), b AS (…)}, if it is next. */
    List<Named> named() {
        List<Named> named = new ArrayList<>();
        if (!tokens.skip("WITH")) {
            return named;
        }
        tokens.skip("RECURSIVE");
        do {
            if (tokens.at("SELECT") || tokens.atAny("INSERT", "UPDATE", "DELETE", "MERGE")) {
                break;
            }
            named.add(one());
        } while (tokens.skip(","));
        return named;
    }

    private Named one() {
        Identifier name = tokens.peek().kind() == Token.Kind.TEMPLATE
                ? Identifier.plain(tokens.take().text())
                : tokens.name("the name of a common table expression");
        List<Identifier> columns = tokens.at("(") ? columns() : List.of();
        if (tokens.skip("USING", "KEY")) {
            tokens.skipParentheses();
        }
        tokens.expect("AS");
        tokens.skip("NOT");
        tokens.skip("MATERIALIZED");
        tokens.expect("(");
        Query query = query();
        tokens.expect(")");
        if (tokens.at("SEARCH") || tokens.at("CYCLE")) {
            tokens.skipTo(",", "SELECT", ")", "INSERT", "UPDATE", "DELETE");
        }
        return new Named(name, columns, query);
    }

    /** {@code (a, b)}; types and comments behind the names are skipped. */
    List<Identifier> columns() {
        tokens.expect("(");
        List<Identifier> columns = new ArrayList<>();
        while (!tokens.at(")")) {
            columns.add(tokens.name("a column"));
            while (tokens.skip(".")) {
                columns.set(columns.size() - 1, tokens.name("a column"));
            }
            tokens.skipTo(",", ")");
            if (!tokens.skip(",") && !tokens.at(")")) {
                throw tokens.expected("')'");
            }
        }
        tokens.expect(")");
        return columns;
    }

    private Query combined() {
        List<Query> branches = new ArrayList<>();
        List<Query> removed = new ArrayList<>();
        branches.add(term());
        boolean byName = false;
        boolean common = false;
        while (tokens.atAny("UNION", "INTERSECT", "EXCEPT", "MINUS")) {
            common |= tokens.at("INTERSECT");
            boolean away = tokens.atAny("EXCEPT", "MINUS");
            tokens.take();
            tokens.skipAny("ALL", "DISTINCT");
            boolean named = tokens.skip("BY", "NAME") || tokens.skip("CORRESPONDING");
            byName |= named;
            (away ? removed : branches).add(term());
        }
        Query query = branches.size() == 1 && removed.isEmpty()
                ? branches.getFirst()
                : new Combined(branches, removed, byName, common);
        return sorted(query);
    }

    private Query sorted(Query query) {
        List<Expression> sorting = new ArrayList<>();
        while (selects.tail(sorting)) {
            // ORDER BY, LIMIT and the like, in any order
        }
        return sorting.isEmpty() ? query : new Sorted(query, sorting);
    }

    private Query term() {
        if (tokens.skip("(")) {
            Query query = query();
            tokens.expect(")");
            return query;
        }
        if (tokens.at("SELECT") || tokens.at("FROM")) {
            return selects.select();
        }
        if (tokens.at("VALUES")) {
            return values();
        }
        if (tokens.at("WITH")) {
            return query();
        }
        if (tokens.at("TABLE") && tokens.peek(1).isName()) {
            tokens.take();
            return everything();
        }
        if (tokens.peek().kind() == Token.Kind.TEMPLATE) {
            tokens.take();
            return new Values(List.of());
        }
        if (tokens.atAny("INSERT", "UPDATE", "DELETE", "MERGE")) {
            return parsers.statements().changing();
        }
        throw tokens.expected("a query");
    }

    /** {@code TABLE t}. */
    private Query everything() {
        int offset = tokens.peek().start();
        From.Table table = new From.Table(parsers.from().tableName(), Alias.NONE, offset);
        return SelectParser.all(List.of(table));
    }

    /** The columns that a changing statement gives back. */
    List<Expression.Item> returning() {
        return selects.items();
    }

    /** One SELECT whose FROM is already read. */
    Select select(List<From> before) {
        return selects.select(before);
    }

    Values values() {
        tokens.expect("VALUES");
        List<List<Expression>> rows = new ArrayList<>();
        do {
            if (tokens.at(")") || tokens.atEnd()) {
                break;
            }
            tokens.skip("ROW");
            rows.add(tokens.at("(") ? row() : List.of(parsers.expressions().expression()));
        } while (tokens.skip(","));
        return new Values(rows);
    }

    List<Expression> row() {
        tokens.expect("(");
        List<Expression> row = new ArrayList<>();
        while (!tokens.at(")")) {
            row.add(parsers.expressions().expression());
            if (!tokens.at(")")) {
                tokens.expect(",");
            }
        }
        tokens.expect(")");
        return row;
    }
}
