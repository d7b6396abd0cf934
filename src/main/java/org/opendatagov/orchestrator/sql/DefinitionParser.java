package org.opendatagov.orchestrator.sql;

import java.util.List;
import java.util.Set;
import org.opendatagov.orchestrator.sql.Statement.Copy;
import org.opendatagov.orchestrator.sql.Statement.Define;
import org.opendatagov.orchestrator.sql.Statement.Nothing;
import org.opendatagov.orchestrator.sql.Statement.Write;

/** Reads what makes tables and views. */
final class DefinitionParser {
    private static final Set<String> TEMPORARY = Set.of("TEMP", "TEMPORARY", "VOLATILE");
    static final Set<String> TABLES = Set.of("TABLE", "VIEW", "MATVIEW");
    private static final Set<String> BODIES =
            Set.of("FUNCTION", "PROCEDURE", "PROC", "TRIGGER", "PACKAGE", "TASK", "PIPE");

    private final Parsers parsers;
    private final Tokens tokens;
    private final ColumnListParser columnLists;

    DefinitionParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
        this.columnLists = new ColumnListParser(parsers);
    }

    Statement create() {
        tokens.take();
        boolean temporary = false;
        int words = 0;
        while (!TABLES.contains(tokens.peek().word())
                && !Words.OBJECTS.contains(tokens.peek().word())) {
            temporary |= TEMPORARY.contains(tokens.peek().word());
            if (tokens.atEnd() || words++ > 12) {
                throw tokens.expected("what to create, such as TABLE or VIEW");
            }
            tokens.take();
        }
        String object = tokens.take().word();
        if (BODIES.contains(object)) {
            return new RoutineParser(parsers).routine(object);
        }
        if (!TABLES.contains(object)) {
            tokens.skipTo(";");
            return new Nothing("create_" + object.toLowerCase(java.util.Locale.ROOT));
        }
        tokens.skip("IF", "NOT", "EXISTS");
        TableName name = parsers.from().tableName();
        boolean hidden = temporary || name.last().startsWith("#");
        return object.equals("TABLE") ? table(name, hidden) : view(name, hidden);
    }

    private Statement view(TableName name, boolean temporary) {
        List<Identifier> columns = tokens.at("(") ? columnLists.columns().names() : List.of();
        toQuery();
        if (tokens.atEnd()) {
            throw tokens.expected("'AS' and a query");
        }
        return written("create_view", name, columns, temporary);
    }

    private Statement table(TableName name, boolean temporary) {
        ColumnListParser.Columns columns = ColumnListParser.Columns.NONE;
        if (tokens.at("(") && !parsers.queryAhead(0)) {
            columns = columnLists.columns();
        }
        while (!tokens.atEnd() && !tokens.at(";") && !queryHere()) {
            boolean clone = tokens.atAny("CLONE", "COPY");
            if (columns.names().isEmpty() && tokens.peek(1).isName() && (clone || tokens.at("LIKE"))) {
                tokens.take();
                return copied(name, clone, temporary);
            }
            one();
        }
        if (columns.like().isPresent()) {
            return new Copy("create_table", columns.like().get(), name, false, false, temporary);
        }
        return tokens.atEnd() || tokens.at(";")
                ? new Define("create_table", name, columns.names(), temporary)
                : written("create_table", name, columns.names(), temporary);
    }

    private Statement copied(TableName name, boolean content, boolean temporary) {
        TableName from = parsers.from().tableName();
        tokens.skipTo(";");
        return new Copy("create_table", from, name, content, false, temporary);
    }

    /** Whether the query of CREATE … AS begins here. */
    private boolean queryHere() {
        boolean with = tokens.at("WITH")
                && tokens.peek(1).isName()
                && (tokens.peek(2).is("AS")
                        || tokens.peek(2).is("(")
                        || tokens.peek(1).is("RECURSIVE"));
        return (tokens.at("AS") && (parsers.queryAhead(1) || tokens.peek(1).kind() == Token.Kind.TEMPLATE))
                || tokens.at("SELECT")
                || with
                || (tokens.at("(") && parsers.queryAhead(0));
    }

    private void one() {
        if (tokens.at("(")) {
            tokens.skipParentheses();
        } else {
            tokens.take();
        }
    }

    private void toQuery() {
        while (!tokens.atEnd() && !tokens.at(";") && !queryHere()) {
            if (tokens.at("AS") && !tokens.peek(1).is("DEFINER")) {
                tokens.take();
                throw tokens.expected("a query");
            }
            one();
        }
    }

    Statement written(String kind, TableName name, List<Identifier> columns, boolean temporary) {
        tokens.skip("AS");
        Query query = parsers.queries().query();
        if (tokens.at("WITH")) {
            tokens.skipTo(";");
        }
        return new Write(kind, name, columns, query, false, temporary, List.of());
    }

    /** Spark's {@code CACHE TABLE t AS SELECT …}. */
    Statement cache() {
        tokens.take();
        tokens.skip("LAZY");
        if (!tokens.skip("TABLE")) {
            tokens.skipTo(";");
            return new Nothing("cache");
        }
        TableName name = parsers.from().tableName();
        toQuery();
        return tokens.atEnd() ? new Nothing("cache") : written("cache", name, List.of(), true);
    }
}
