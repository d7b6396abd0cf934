package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.opendatagov.orchestrator.sql.Statement.Copy;
import org.opendatagov.orchestrator.sql.Statement.Move;
import org.opendatagov.orchestrator.sql.Statement.Nothing;
import org.opendatagov.orchestrator.sql.Statement.Several;
import org.opendatagov.orchestrator.sql.Statement.Swap;

/** Reads what changes and drops tables and views. */
final class AlterationParser {
    private final Parsers parsers;
    private final Tokens tokens;
    private final DefinitionParser definitions;

    AlterationParser(Parsers parsers, DefinitionParser definitions) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
        this.definitions = definitions;
    }

    /** DROP, TRUNCATE. */
    Statement drop() {
        boolean drop = tokens.take().is("DROP");
        boolean table = !drop;
        while (drop
                && !table
                && tokens.peek().kind() == Token.Kind.WORD
                && !Words.OBJECTS.contains(tokens.peek().word())) {
            table = DefinitionParser.TABLES.contains(tokens.take().word());
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
            if (!Words.OBJECTS.contains(tokens.peek().word())) {
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
            return definitions.written("create_view", table, List.of(), false);
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
