package org.opendatagov.orchestrator.sql;

import static org.opendatagov.orchestrator.sql.Dialect.Trait.*;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A dialect of SQL: how it quotes, comments and compares names.
 *
 * <p>Names are told in lower case where the dialect ignores or folds case. A quoted name keeps its case where the
 * dialect tells cases apart; in a dialect that folds to upper case, one quoted in upper case is the same as unquoted.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists and sets that nothing changes
public enum Dialect {
    ANSI(Folding.UPPER, "ansi", Set.of(NESTED_COMMENTS, DOLLAR_TEXT, ALIAS_REUSE)),
    POSTGRES(Folding.LOWER, "postgres postgresql", Set.of(NESTED_COMMENTS, DOLLAR_TEXT)),
    MYSQL(Folding.NONE, "mysql mariadb", Set.of(HASH_COMMENTS, QUOTED_TEXT, BACKSLASH)),
    SNOWFLAKE(Folding.UPPER, "snowflake", Set.of(DOLLAR_TEXT, BACKSLASH, ALIAS_REUSE, SLASH_COMMENTS)),
    BIGQUERY(Folding.NONE, "bigquery", Set.of(HASH_COMMENTS, QUOTED_TEXT, BACKSLASH, TABLES_KEEP_CASE, TRIPLE_TEXT)),
    SPARK(Folding.NONE, "spark sparksql", Set.of(QUOTED_TEXT, BACKSLASH, ALIAS_REUSE, NESTED_COMMENTS)),
    DATABRICKS(Folding.NONE, "databricks", Set.of(QUOTED_TEXT, BACKSLASH, ALIAS_REUSE, NESTED_COMMENTS, DOLLAR_TEXT)),
    HIVE(Folding.NONE, "hive", Set.of(QUOTED_TEXT, BACKSLASH)),
    TRINO(Folding.NONE, "trino athena", Set.of(DOLLAR_TEXT)),
    PRESTO(Folding.NONE, "presto", Set.of()),
    REDSHIFT(Folding.NONE, "redshift", Set.of(NESTED_COMMENTS, DOLLAR_TEXT, ALIAS_REUSE)),
    DUCKDB(Folding.NONE, "duckdb", Set.of(NESTED_COMMENTS, DOLLAR_TEXT, ALIAS_REUSE)),
    TSQL(Folding.NONE, "tsql sqlserver mssql", Set.of(NESTED_COMMENTS, BRACKET_NAMES, HASH_NAMES)),
    ORACLE(Folding.UPPER, "oracle", Set.of()),
    SQLITE(Folding.NONE, "sqlite", Set.of(BRACKET_NAMES));

    /** What of the lexical rules differs from the standard. */
    enum Trait {
        NESTED_COMMENTS,
        HASH_COMMENTS,
        SLASH_COMMENTS,
        DOLLAR_TEXT,
        TRIPLE_TEXT,
        /** Double quotes hold text, not a name. */
        QUOTED_TEXT,
        BACKSLASH,
        BRACKET_NAMES,
        /** {@code #temporary} is a name. */
        HASH_NAMES,
        TABLES_KEEP_CASE,
        /** An item of the select list may use the alias of one before it. */
        ALIAS_REUSE
    }

    private enum Folding {
        LOWER,
        UPPER,
        /** Names are compared without regard to case, quoted ones too. */
        NONE
    }

    private final Folding folding;
    private final List<String> names;
    private final Set<Trait> traits;

    Dialect(Folding folding, String names, Set<Trait> traits) {
        this.folding = folding;
        this.names = List.of(names.split(" "));
        this.traits = traits;
    }

    /** The dialect of a name, one of {@link #known()} in any case. */
    public static Optional<Dialect> named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(dialect -> dialect.names.contains(wanted))
                .findFirst();
    }

    /** All names of dialects. */
    public static List<String> known() {
        return Arrays.stream(values())
                .flatMap(dialect -> dialect.names.stream())
                .sorted()
                .toList();
    }

    /** The name that is told. */
    public String label() {
        return names.getFirst();
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** How a column, an alias or a part of a table's name is told and compared. */
    String fold(Identifier name) {
        if (!name.quoted() || folding == Folding.NONE) {
            return name.text().toLowerCase(Locale.ROOT);
        }
        boolean likeUnquoted =
                folding == Folding.UPPER && name.text().equals(name.text().toUpperCase(Locale.ROOT));
        return likeUnquoted ? name.text().toLowerCase(Locale.ROOT) : name.text();
    }

    String foldTable(Identifier name) {
        return has(TABLES_KEEP_CASE) ? name.text() : fold(name);
    }
}
