package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.opendatagov.orchestrator.sql.Statement.Copy;
import org.opendatagov.orchestrator.sql.Statement.Define;
import org.opendatagov.orchestrator.sql.Statement.Move;
import org.opendatagov.orchestrator.sql.Statement.Nothing;
import org.opendatagov.orchestrator.sql.Statement.Several;
import org.opendatagov.orchestrator.sql.Statement.Swap;
import org.opendatagov.orchestrator.sql.Statement.Write;

/** Reads what makes, changes and drops tables and views. */
final class DefinitionParser {
    private static final Set<String> TEMPORARY = Set.of("TEMP", "TEMPORARY", "VOLATILE");
    private static final Set<String> TABLES = Set.of("TABLE", "VIEW", "MATVIEW");
    private static final Set<String> OBJECTS = Set.of(
            "INDEX",
            "SCHEMA",
            "DATABASE",
            "SEQUENCE",
            "STAGE",
            "ROLE",
            "USER",
            "TYPE",
            "EXTENSION",
            "CATALOG",
            "DOMAIN",
            "POLICY",
            "WAREHOUSE",
            "STREAM",
            "MACRO",
            "STATISTICS",
            "SYNONYM",
            "TABLESPACE",
            "SERVER",
            "AGGREGATE",
            "OPERATOR",
            "CAST",
            "COLLATION",
            "PUBLICATION",
            "SUBSCRIPTION",
            "LOGIN",
            "CONNECTION",
            "MODEL",
            "SECRET",
            "SHARE",
            "FORMAT",
            "INTEGRATION",
            "TAG",
            "ALERT",
            "RULE",
            "EVENT",
            "LIBRARY",
            "CONTEXT",
            "DIRECTORY",
            "PROFILE",
            "CLUSTER",
            "CREDENTIAL",
            "ASSEMBLY",
            "PARTITION",
            "FULLTEXT",
            "LANGUAGE",
            "SNAPSHOT",
            "LINK",
            "RESOURCE",
            "GROUP",
            "VARIABLE",
            "COLUMN",
            "CONSTRAINT",
            "FUNCTION",
            "PROCEDURE",
            "PROC",
            "TRIGGER",
            "PACKAGE",
            "TASK",
            "PIPE",
            "SESSION",
            "SYSTEM",
            "ACCOUNT",
            "NETWORK",
            "CAPACITY",
            "RESERVATION",
            "ASSIGNMENT",
            "VOLUME",
            "RECIPIENT",
            "TRANSFORM",
            "ACCESS",
            "LARGE",
            "DEFAULT");
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
                && !OBJECTS.contains(tokens.peek().word())) {
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

    private Statement written(String kind, TableName name, List<Identifier> columns, boolean temporary) {
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

    /** DROP, TRUNCATE. */
    Statement drop() {
        boolean drop = tokens.take().is("DROP");
        boolean table = !drop;
        while (drop
                && !table
                && tokens.peek().kind() == Token.Kind.WORD
                && !OBJECTS.contains(tokens.peek().word())) {
            table = TABLES.contains(tokens.take().word());
        }
        if (!table) {
            if (tokens.atEnd()) {
                throw tokens.expected("what to drop");
            }
            tokens.skipTo(";");
            return new Nothing("drop");
        }
        tokens.skip("TABLE");
        tokens.skip("IF", "EXISTS");
        tokens.skip("ONLY");
        List<TableName> names = new ArrayList<>();
        do {
            names.add(parsers.from().tableName());
            tokens.skip("*");
        } while (tokens.skip(","));
        tokens.skipTo(";");
        return new Move(
                drop ? "drop" : "truncate",
                List.of(),
                names.stream().map(TableName::text).toList(),
                drop ? names : List.of());
    }

    /** ALTER, and MySQL's RENAME TABLE. */
    Statement alter() {
        if (tokens.skip("RENAME", "TABLE") || tokens.skip("RENAME", "TABLES")) {
            List<Statement> renamed = new ArrayList<>();
            do {
                TableName from = parsers.from().tableName();
                tokens.expect("TO");
                renamed.add(new Copy("rename", from, parsers.from().tableName(), true, true, false));
            } while (tokens.skip(","));
            return new Several("rename", renamed);
        }
        tokens.take();
        tokens.skipAny("MATERIALIZED", "FOREIGN", "EXTERNAL", "DYNAMIC");
        if (!tokens.skipAny("TABLE", "VIEW")) {
            if (!OBJECTS.contains(tokens.peek().word())) {
                throw tokens.expected("what to alter, such as TABLE or VIEW");
            }
            tokens.skipTo(";");
            return new Nothing("alter");
        }
        tokens.skip("IF", "EXISTS");
        tokens.skip("ONLY");
        return altered(parsers.from().tableName());
    }

    private Statement altered(TableName table) {
        if (tokens.skip("RENAME", "TO") || tokens.skip("RENAME", "AS") || (tokens.at("RENAME") && bareName())) {
            TableName to = parsers.from().tableName();
            TableName full = to.parts().size() == 1 ? sibling(table, to) : to;
            return new Copy("rename", table, full, true, true, false);
        }
        if (tokens.skip("SWAP", "WITH")) {
            return new Swap(table, parsers.from().tableName());
        }
        if (tokens.at("AS") && parsers.queryAhead(1)) {
            return written("create_view", table, List.of(), false);
        }
        boolean from = tokens.at("EXCHANGE") || tokens.at("APPEND", "FROM") || tokens.at("ATTACH", "PARTITION");
        boolean to = tokens.at("SWITCH");
        tokens.skipTo(to ? "TO" : "TABLE", "FROM", "PARTITION", ";");
        if (from && tokens.at("PARTITION", "(")) {
            tokens.skipTo("TABLE", ";");
        }
        if ((from || to) && tokens.skipAny("TABLE", "FROM", "PARTITION", "TO")) {
            TableName other = parsers.from().tableName();
            tokens.skipTo(";");
            return to ? moved(table, other) : moved(other, table);
        }
        tokens.skipTo(";");
        return new Move("alter", List.of(), List.of(table.text()), List.of());
    }

    /** Rows of one table become rows of another one. */
    private static Copy moved(TableName from, TableName to) {
        return new Copy("alter", from, to, true, false, false);
    }

    private boolean bareName() {
        boolean bare = tokens.peek(1).isName()
                && !Set.of("COLUMN", "PARTITION", "CONSTRAINT", "INDEX", "KEY")
                        .contains(tokens.peek(1).word())
                && !tokens.peek(2).is("TO");
        return bare && tokens.skip("RENAME");
    }

    /** A new name without schema stays in the schema. */
    private static TableName sibling(TableName table, TableName to) {
        List<String> parts = new ArrayList<>(table.parts());
        parts.set(parts.size() - 1, to.last());
        return new TableName(parts);
    }
}
