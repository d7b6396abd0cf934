package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.sql.From.Alias;
import org.opendatagov.orchestrator.sql.From.Derived;
import org.opendatagov.orchestrator.sql.From.Location;
import org.opendatagov.orchestrator.sql.From.Rows;
import org.opendatagov.orchestrator.sql.From.Table;

/** Reads one member of a join with what belongs to it: alias, sample, version, hints, PIVOT. */
final class FactorParser {
    private static final Set<String> READERS = Set.of(
            "READ_CSV",
            "READ_CSV_AUTO",
            "READ_PARQUET",
            "PARQUET_SCAN",
            "READ_JSON",
            "READ_JSON_AUTO",
            "READ_FILES",
            "DELTA_SCAN",
            "ICEBERG_SCAN",
            "READ_NDJSON",
            "READ_NDJSON_AUTO",
            "S3");
    /** What functions call their columns where nothing else is said. */
    private static final Map<String, List<String>> OWN_COLUMNS = Map.of(
            "FLATTEN", List.of("seq", "key", "path", "index", "value", "this"),
            "EXPLODE", List.of("col", "key", "value"),
            "EXPLODE_OUTER", List.of("col", "key", "value"),
            "POSEXPLODE", List.of("pos", "col", "key", "value"),
            "STRING_SPLIT", List.of("value", "ordinal"),
            "SPLIT_TO_TABLE", List.of("seq", "index", "value"),
            "OPENJSON", List.of("key", "value", "type"),
            "JSON_EACH", List.of("key", "value", "type", "atom", "id", "parent", "fullkey", "path"),
            "JSONB_EACH", List.of("key", "value"));

    private final Parsers parsers;
    private final Tokens tokens;
    private final FromParser from;
    private final NameParser names;
    private final ShapeParser shapes;

    FactorParser(Parsers parsers, FromParser from) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
        this.from = from;
        this.names = new NameParser(parsers);
        this.shapes = new ShapeParser(parsers, this);
    }

    NameParser names() {
        return names;
    }

    /** A member without columns. */
    From nothing() {
        return new Rows(List.of(), List.of(), Alias.NONE);
    }

    From factor() {
        From factor = unshaped();
        Optional<From> shaped = shapes.shaped(factor);
        while (shaped.isPresent()) {
            factor = shaped.get();
            shaped = shapes.shaped(factor);
        }
        return factor;
    }

    private From unshaped() {
        while ((tokens.at("LATERAL") && !tokens.peek(1).is("VIEW"))
                || (tokens.at("ONLY") && tokens.peek(1).isName())) {
            tokens.take();
        }
        if (tokens.at("(")) {
            return parenthesised();
        }
        Token next = tokens.peek();
        if (next.kind() == Token.Kind.TEXT) {
            tokens.take();
            return new Location(Locations.of(next.text()), alias());
        }
        if (next.kind() == Token.Kind.PARAMETER && stage()) {
            return new Location(stagePath(), alias());
        }
        if (tokens.at("VALUES", "(")) {
            return new Derived(parsers.queries().values(), alias());
        }
        if (tokens.at("ROWS", "FROM", "(")) {
            tokens.skip("ROWS", "FROM");
            return rows("");
        }
        return called() ? function() : table();
    }

    /** {@code a.b.f(}. */
    private boolean called() {
        int ahead = 0;
        while (tokens.peek(ahead).isName() && tokens.peek(ahead + 1).is(".")) {
            ahead += 2;
        }
        boolean hint = tokens.peek(ahead + 1).is("(")
                && Set.of("WITH", "SAMPLE", "TABLESAMPLE")
                        .contains(tokens.peek(ahead).word());
        boolean identifier = tokens.at("IDENTIFIER") && tokens.peek(2).kind() == Token.Kind.TEXT;
        return tokens.peek(ahead).isName() && tokens.peek(ahead + 1).is("(") && !hint && !identifier;
    }

    private boolean stage() {
        return parsers.dialect() != Dialect.TSQL && tokens.peek().text().startsWith("@");
    }

    private String stagePath() {
        StringBuilder path = new StringBuilder(tokens.take().text());
        while (!tokens.atEnd() && tokens.peek().start() == tokens.peek(-1).end() && !tokens.atAny("(", ")", ",", ";")) {
            path.append(tokens.take().text());
        }
        if (tokens.at("(")) {
            tokens.skipParentheses();
        }
        return path.toString();
    }

    private From parenthesised() {
        tokens.take();
        if (parsers.queryAhead(0) || tokens.atAny("WITH", "INSERT", "DELETE", "UPDATE", "MERGE")) {
            Query query = parsers.queries().query();
            tokens.expect(")");
            suffixes();
            return new Derived(query, alias());
        }
        From inner = from.joined();
        while (tokens.skip(",")) {
            inner = new From.Join(inner, from.joined(), From.JoinKind.INNER, List.of(), List.of(), false);
        }
        tokens.expect(")");
        Alias alias = alias();
        return alias.absent() ? inner : new Derived(SelectParser.all(List.of(inner)), alias);
    }

    private From function() {
        List<Identifier> path = new ArrayList<>();
        do {
            path.add(tokens.take().identifier());
        } while (tokens.skip("."));
        String name = path.getLast().text().toUpperCase(Locale.ROOT);
        if (READERS.contains(name) && tokens.peek(1).kind() == Token.Kind.TEXT) {
            String location = Locations.of(tokens.peek(1).text());
            tokens.skipParentheses();
            return new Location(location, alias());
        }
        return rows(name);
    }

    private From rows(String name) {
        String called = name.equals("TABLE") ? tokens.peek(1).word() : name;
        List<Expression> arguments = parsers.expressions().arguments(name);
        boolean ordinal = tokens.skip("WITH", "ORDINALITY");
        Alias alias = alias();
        List<Identifier> columns = new ArrayList<>(alias.columns());
        if (tokens.skip("WITH", "OFFSET")) {
            columns.addAll(alias.name().stream().toList());
            tokens.skip("AS");
            boolean named = tokens.peek().isName()
                    && !Words.NO_ALIAS.contains(tokens.peek().word());
            columns.add(named ? tokens.take().identifier() : Identifier.plain("offset"));
        }
        List<String> own = OWN_COLUMNS.getOrDefault(called, ordinal ? List.of("ordinality") : List.of());
        return new Rows(arguments, own, new Alias(alias.name(), columns));
    }

    private From table() {
        int offset = tokens.peek().start();
        TableName name = names.tableName();
        tokens.skip("*");
        suffixes();
        Alias alias = alias();
        suffixes();
        return new Table(name, alias, offset);
    }

    /** The target of a statement: a table, maybe with an alias. */
    Table target() {
        int offset = tokens.peek().start();
        tokens.skip("ONLY");
        TableName name = names.tableName();
        suffixes();
        return new Table(name, alias(), offset);
    }

    /** Skips what chooses a version, a sample, a partition or an index of a table. */
    void suffixes() {
        boolean more = true;
        while (more) {
            more = suffix();
        }
    }

    private boolean suffix() {
        if (tokens.skip("TABLESAMPLE") || (tokens.at("SAMPLE", "(") && tokens.skip("SAMPLE"))) {
            tokens.skipAny("BERNOULLI", "SYSTEM", "BLOCK", "RESERVOIR", "ROW");
            tokens.skipParentheses();
            if (tokens.skipAny("REPEATABLE", "SEED")) {
                tokens.skipParentheses();
            }
        } else if (tokens.at("PARTITION", "(")
                || tokens.at("WITH", "(")
                || tokens.at("AT", "(")
                || tokens.at("BEFORE", "(")
                || tokens.at("CHANGES", "(")
                || tokens.at("SUBPARTITION", "(")) {
            tokens.take();
            tokens.skipParentheses();
        } else if (tokens.at("FOR")
                && Set.of("SYSTEM_TIME", "SYSTEM_VERSION", "VERSION", "TIMESTAMP")
                        .contains(tokens.peek(1).word())) {
            tokens.skip("FOR");
            version();
        } else if (tokens.at("VERSION", "AS", "OF") || tokens.at("TIMESTAMP", "AS", "OF") || tokens.at("AS", "OF")) {
            version();
        } else if (tokens.atAny("USE", "FORCE", "IGNORE")
                && (tokens.peek(1).is("INDEX") || tokens.peek(1).is("KEY"))) {
            tokens.skipTo("(");
            tokens.skipParentheses();
        } else {
            return false;
        }
        return true;
    }

    private void version() {
        tokens.skipAny("SYSTEM_TIME", "SYSTEM_VERSION", "VERSION", "TIMESTAMP");
        if (tokens.skip("AS", "OF")) {
            if (!tokens.skipAny("SCN")) {
                tokens.skip("SNAPSHOT");
            }
            parsers.expressions().expression();
        } else if (tokens.skipAny("FROM", "BETWEEN")) {
            parsers.expressions().expression();
            if (tokens.skipAny("TO", "AND")) {
                parsers.expressions().expression();
            }
        } else {
            tokens.skip("ALL");
        }
    }

    /** {@code AS name (a, b)}, {@code name}, {@code (a, b)} or nothing. */
    Alias alias() {
        boolean said = tokens.skip("AS");
        Token next = tokens.peek();
        boolean bare = next.kind() == Token.Kind.QUOTED
                || (next.kind() == Token.Kind.WORD
                        && !Words.NO_ALIAS.contains(next.word())
                        && !tokens.at("USE", "INDEX"));
        if (said && tokens.at("(")) {
            return new Alias(Optional.empty(), parsers.queries().columns());
        }
        if (!said && !bare) {
            return Alias.NONE;
        }
        Identifier name = said && next.kind() == Token.Kind.TEXT
                ? Identifier.plain(tokens.take().text())
                : tokens.name("an alias");
        List<Identifier> columns =
                tokens.at("(") && tokens.peek(1).isName() ? parsers.queries().columns() : List.of();
        return new Alias(Optional.of(name), columns);
    }

    /** Hive's {@code LATERAL VIEW f(…) alias AS a, b}. */
    From lateralView() {
        tokens.skip("LATERAL", "VIEW");
        tokens.skip("OUTER");
        String name = tokens.peek().word();
        do {
            tokens.name("a function");
        } while (tokens.skip("."));
        List<Expression> arguments = parsers.expressions().arguments(name);
        boolean named = tokens.peek().isName()
                && !tokens.at("AS")
                && !Words.NO_ALIAS.contains(tokens.peek().word());
        Optional<Identifier> alias = named ? Optional.of(tokens.take().identifier()) : Optional.empty();
        List<Identifier> columns = new ArrayList<>();
        if (tokens.skip("AS")) {
            if (tokens.at("(")) {
                columns.addAll(parsers.queries().columns());
            } else {
                do {
                    columns.add(tokens.name("a column"));
                } while (tokens.at(",") && tokens.peek(1).isName() && tokens.skip(","));
            }
        }
        return new Rows(arguments, OWN_COLUMNS.getOrDefault(name, List.of()), new Alias(alias, columns));
    }
}
