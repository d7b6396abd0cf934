package org.opendatagov.orchestrator.experts.security;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.duckdb.DuckDBConnection;
import org.opendatagov.orchestrator.dataset.Sql;

/** Tables of generated columns: each kind under truthful, obscure and misleading labels, in a type of its own, with nulls and dirt. */
final class GeneratedTables {
    private static final List<String> LIES = List.of(
            "email",
            "phone",
            "ssn",
            "credit_card",
            "iban",
            "ip_address",
            "birth_date",
            "gender",
            "nhs_number",
            "cpf",
            "first_name",
            "address");
    private static final List<String> DIRT = List.of("N/A", "?", "-", "unknown", "12", "#REF!");
    private static final List<String> WRONG_NUMBERS = List.of("0", "-1", "999999999");
    private final Random random;
    private final Identifiers ids;

    GeneratedTables(Random random) {
        this.random = random;
        this.ids = new Identifiers(random);
    }

    /** One column of a table. */
    record Column(String label, String type, Kind kind, String naming) {
        @Override
        public String toString() {
            return "%s as %s, named %s (%s)".formatted(kind.name(), type, label, naming);
        }
    }

    private List<Kind> kinds() {
        List<Kind> kinds = new ArrayList<>(new PersonalKinds(ids).all());
        kinds.addAll(new OtherKinds(ids).all());
        return kinds;
    }

    /** Tables in which each kind stands under each naming; labels are unique within one. */
    List<List<Column>> tables() {
        List<List<Column>> tables = new ArrayList<>();
        for (Kind kind : kinds()) {
            place(tables, column(kind, ids.one(kind.labels()), "truthful"));
            if (kind.tells()) {
                place(
                        tables,
                        column(kind, ids.one(List.of("c", "col_", "field", "x")) + ids.between(1, 9999), "obscure"));
                lie(kind).ifPresent(label -> place(tables, column(kind, label, "misleading")));
            }
        }
        return tables;
    }

    private Column column(Kind kind, String label, String naming) {
        return new Column(label, ids.one(kind.types()), kind, naming);
    }

    private Optional<String> lie(Kind kind) {
        List<String> lies = LIES.stream()
                .filter(label -> !kind.plausible().contains(label)
                        && !kind.expected().contains(label)
                        && !label.contains(kind.expected().isEmpty() ? " " : kind.expected()))
                .filter(label -> !(kind.expected().equals("person_name") && label.equals("first_name")))
                .toList();
        return lies.isEmpty() ? Optional.empty() : Optional.of(ids.one(lies));
    }

    private static void place(List<List<Column>> tables, Column column) {
        for (List<Column> table : tables) {
            boolean used = table.stream().anyMatch(other -> other.label().equalsIgnoreCase(column.label()));
            if (!used) {
                table.add(column);
                return;
            }
        }
        tables.add(new ArrayList<>(List.of(column)));
    }

    /** Writes a table of so many rows as Parquet; each column has 0 to 40 % nulls, half of them 10 % dirt. */
    void write(List<Column> columns, int rows, Path file) throws Exception {
        Files.createDirectories(file.getParent());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            List<String> texts = new ArrayList<>();
            List<String> typed = new ArrayList<>();
            for (Column column : columns) {
                String name = Sql.identifier(column.label());
                texts.add(name + " VARCHAR");
                typed.add("TRY_CAST(" + name + " AS " + column.type() + ") AS " + name);
            }
            statement.execute("CREATE TABLE t (" + String.join(", ", texts) + ")");
            append(connection.unwrap(DuckDBConnection.class), columns, rows);
            statement.execute("COPY (SELECT " + String.join(", ", typed) + " FROM t) TO " + Sql.literal(file.toString())
                    + " (FORMAT parquet)");
        }
    }

    private void append(DuckDBConnection connection, List<Column> columns, int rows) throws Exception {
        List<Double> nulls =
                columns.stream().map(column -> 0.4 * random.nextDouble()).toList();
        List<Boolean> dirty =
                columns.stream().map(column -> random.nextBoolean()).toList();
        try (var appender = connection.createAppender("main", "t")) {
            for (int row = 0; row < rows; row++) {
                appender.beginRow();
                for (int index = 0; index < columns.size(); index++) {
                    boolean dirt = dirty.get(index) && row % 10 == 3;
                    String value = dirt
                            ? dirt(columns.get(index))
                            : columns.get(index).kind().value().get();
                    appender.append(random.nextDouble() < nulls.get(index) ? null : value);
                }
                appender.endRow();
            }
        }
    }

    private String dirt(Column column) {
        return ids.one(column.type().equals("VARCHAR") ? DIRT : WRONG_NUMBERS).toUpperCase(Locale.ROOT);
    }
}
