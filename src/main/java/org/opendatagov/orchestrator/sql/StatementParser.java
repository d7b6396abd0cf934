package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.sql.Expression.Item;
import org.opendatagov.orchestrator.sql.Query.Changing;
import org.opendatagov.orchestrator.sql.Query.Named;
import org.opendatagov.orchestrator.sql.Query.With;
import org.opendatagov.orchestrator.sql.Statement.Ask;
import org.opendatagov.orchestrator.sql.Statement.Nothing;

/** Reads one statement of a script. */
final class StatementParser {
    private final Parsers parsers;
    private final Tokens tokens;
    private final InsertParser inserts;
    private final ChangeParser changes;
    private final DefinitionParser definitions;
    private final AlterationParser alterations;
    private final TransferParser transfers;

    StatementParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
        this.inserts = new InsertParser(parsers);
        this.changes = new ChangeParser(parsers);
        this.definitions = new DefinitionParser(parsers);
        this.alterations = new AlterationParser(parsers, definitions);
        this.transfers = new TransferParser(parsers);
    }

    Statement statement() {
        while (tokens.peek().kind() == Token.Kind.TEMPLATE) {
            tokens.take();
        }
        Token first = tokens.peek();
        Statement statement = first.kind() == Token.Kind.END ? new Nothing("template") : read(first);
        if (tokens.at("RETURNING") || tokens.at("RETURN")) {
            tokens.take();
            parsers.queries().returning();
            if (tokens.skip("INTO")) {
                tokens.skipTo(";");
            }
        }
        return statement;
    }

    private Statement read(Token first) {
        if (first.is("(")) {
            return new Ask(parsers.queries().query());
        }
        return switch (first.word()) {
            case "WITH" -> with();
            case "SELECT", "VALUES", "TABLE" -> new Ask(parsers.queries().query());
            case "FROM" -> inserts.fromFirst(List.of());
            case "INSERT", "REPLACE", "UPSERT" -> inserts.insert(List.of());
            case "UPDATE" -> changes.update(List.of());
            case "DELETE" -> changes.delete(List.of());
            case "MERGE" -> changes.merge(List.of());
            case "CREATE" -> definitions.create();
            case "DROP", "TRUNCATE" -> alterations.drop();
            case "ALTER", "RENAME" -> alterations.alter();
            case "COPY", "UNLOAD", "LOAD", "EXPORT" -> transfers.transfer();
            case "CACHE" -> definitions.cache();
            default -> other(first);
        };
    }

    private Statement other(Token first) {
        if (Words.WITHOUT_LINEAGE.contains(first.word())) {
            tokens.skipTo(";");
            return new Nothing(first.word().toLowerCase(java.util.Locale.ROOT));
        }
        throw tokens.expected("a statement such as SELECT, INSERT, CREATE, MERGE, UPDATE or DELETE");
    }

    private Statement with() {
        int mark = tokens.mark();
        List<Named> named = parsers.queries().named();
        return switch (tokens.peek().word()) {
            case "INSERT", "REPLACE" -> inserts.insert(named);
            case "UPDATE" -> changes.update(named);
            case "DELETE" -> changes.delete(named);
            case "MERGE" -> changes.merge(named);
            case "FROM" -> inserts.fromFirst(named);
            default -> {
                tokens.reset(mark);
                yield new Ask(parsers.queries().query());
            }
        };
    }

    /** A statement inside of a common table expression or a subquery. */
    Query changing() {
        Statement statement = read(tokens.peek());
        List<Item> items = new ArrayList<>();
        if (tokens.skip("RETURNING")) {
            items.addAll(parsers.queries().returning());
        }
        Optional<TableName> table = target(statement);
        return new Changing(statement, table.orElse(new TableName(List.of("?"))), items);
    }

    private static Optional<TableName> target(Statement statement) {
        return switch (statement) {
            case Statement.Write write -> Optional.of(write.target());
            case Statement.Change change -> Optional.of(change.target().name());
            case Statement.Remove remove -> Optional.of(remove.target().name());
            case Ask ignored -> Optional.empty();
            case Nothing ignored -> Optional.empty();
            case Statement.Define ignored -> Optional.empty();
            case Statement.Copy ignored -> Optional.empty();
            case Statement.Swap ignored -> Optional.empty();
            case Statement.Move ignored -> Optional.empty();
            case Statement.Several ignored -> Optional.empty();
        };
    }

    /** A query that sees what is named before it. */
    static Query seeing(List<Named> named, Query query) {
        return named.isEmpty() ? query : new With(named, true, query);
    }
}
