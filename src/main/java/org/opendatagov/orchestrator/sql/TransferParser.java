package org.opendatagov.orchestrator.sql;

import java.util.List;
import org.opendatagov.orchestrator.sql.From.Alias;
import org.opendatagov.orchestrator.sql.From.Location;
import org.opendatagov.orchestrator.sql.Statement.Ask;
import org.opendatagov.orchestrator.sql.Statement.Nothing;
import org.opendatagov.orchestrator.sql.Statement.Write;

/** Reads COPY, UNLOAD, LOAD and EXPORT: between tables and files. */
final class TransferParser {
    private final Parsers parsers;
    private final Tokens tokens;

    TransferParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
    }

    Statement transfer() {
        Statement statement = switch (tokens.take().word()) {
            case "COPY" -> copy();
            case "UNLOAD" -> unload();
            case "LOAD" -> load();
            default -> export();
        };
        tokens.skipTo(";");
        return statement;
    }

    /** A side of a transfer: a table, a query or a place. */
    private record Side(Query rows, TableName name, List<Identifier> columns) {}

    private Side side() {
        if (tokens.at("(")) {
            tokens.take();
            Query query = parsers.queries().query();
            tokens.expect(")");
            return new Side(query, new TableName(List.of("?")), List.of());
        }
        Token next = tokens.peek();
        boolean place = next.kind() == Token.Kind.TEXT
                || next.kind() == Token.Kind.PARAMETER
                || tokens.atAny("STDIN", "STDOUT", "PROGRAM");
        From from = place && next.kind() == Token.Kind.WORD
                ? new Location(tokens.take().word().toLowerCase(java.util.Locale.ROOT), Alias.NONE)
                : next.isName() || next.kind() == Token.Kind.TEMPLATE
                        ? parsers.from().factors().target()
                        : parsers.from().factors().factor();
        List<Identifier> columns = tokens.at("(") ? parsers.queries().columns() : List.of();
        Query rows = SelectParser.all(List.of(from));
        return switch (from) {
            case From.Table table -> new Side(rows, table.name(), columns);
            case Location location -> new Side(rows, new TableName(List.of(location.location())), columns);
            case From.Derived ignored -> throw tokens.expected("a table or a place before it");
            case From.Rows ignored -> throw tokens.expected("a table or a place before it");
            case From.Join ignored -> throw tokens.expected("a table or a place before it");
            case From.Pivot ignored -> throw tokens.expected("a table or a place before it");
            case From.Unpivot ignored -> throw tokens.expected("a table or a place before it");
            case From.Matched ignored -> throw tokens.expected("a table or a place before it");
        };
    }

    /** Snowflake's {@code COPY INTO target FROM source}; PostgreSQL's {@code COPY table FROM|TO place}. */
    private Statement copy() {
        boolean into = tokens.skip("INTO");
        Side one = side();
        boolean reads = tokens.at("FROM");
        if (!reads && !tokens.at("TO")) {
            throw tokens.expected(into ? "'FROM'" : "'FROM' or 'TO'");
        }
        tokens.take();
        Side other = side();
        return reads ? written(other, one) : written(one, other);
    }

    private static Write written(Side from, Side to) {
        return new Write("copy", to.name(), to.columns(), from.rows(), false, false, List.of());
    }

    private Statement unload() {
        tokens.expect("(");
        Token next = tokens.peek();
        Query query;
        if (next.kind() == Token.Kind.TEXT) {
            tokens.take();
            query = quoted(next);
        } else {
            query = parsers.queries().query();
        }
        tokens.expect(")");
        tokens.expect("TO");
        Side to = side();
        return new Write("unload", to.name(), List.of(), query, false, false, List.of());
    }

    /** A query inside of a text literal; what is wrong with it is said of the literal's place. */
    private Query quoted(Token literal) {
        Parsers inside = parsers.inside(literal.text())
                .orElseThrow(() -> new SyntaxFault("Queries are quoted inside each other too often.", literal.start()));
        try {
            return inside.queries().query();
        } catch (SyntaxFault fault) {
            throw new SyntaxFault("In the quoted query: " + fault.text(), literal.start());
        }
    }

    /** Hive's and MySQL's LOAD DATA; BigQuery's with FROM FILES. */
    private Statement load() {
        tokens.expect("DATA");
        String place = "(files)";
        while (!tokens.atEnd()
                && !tokens.at("INTO")
                && !(tokens.at("OVERWRITE") && !tokens.peek(1).is("INTO"))) {
            Token token = tokens.take();
            place = token.kind() == Token.Kind.TEXT ? Locations.of(token.text()) : place;
        }
        tokens.take();
        tokens.skip("TABLE");
        TableName table = parsers.from().tableName();
        while (!tokens.atEnd() && !tokens.at(";")) {
            Token token = tokens.take();
            boolean uri = token.kind() == Token.Kind.TEXT && token.text().contains("://");
            place = uri && place.equals("(files)") ? Locations.of(token.text()) : place;
        }
        Query rows = SelectParser.all(List.of(new Location(place, Alias.NONE)));
        return new Write("load", table, List.of(), rows, false, false, List.of());
    }

    /** BigQuery's {@code EXPORT DATA OPTIONS (uri = …) AS SELECT …}. */
    private Statement export() {
        String place = "";
        while (!tokens.atEnd() && !(tokens.at("AS") && parsers.queryAhead(1))) {
            Token token = tokens.take();
            boolean uri = token.kind() == Token.Kind.TEXT && token.text().contains("://");
            place = uri ? Locations.of(token.text()) : place;
        }
        if (!tokens.skip("AS")) {
            return new Nothing("export");
        }
        Query query = parsers.queries().query();
        return place.isEmpty()
                ? new Ask(query)
                : new Write("export", new TableName(List.of(place)), List.of(), query, false, false, List.of());
    }
}
