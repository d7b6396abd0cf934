package org.opendatagov.orchestrator.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads SQL for tests and writes what was found on lines: {@code table <- inputs}, {@code target <- sources}. */
final class Lineages {
    private Lineages() {}

    static ScriptLineage of(String dialect, String sql) {
        return SqlLineage.of(sql, Dialect.named(dialect).orElseThrow(), TableColumns.NONE);
    }

    /** @param tables {@code orders: id, amount}, one a line */
    static ScriptLineage of(String dialect, String sql, String tables) {
        Map<String, List<String>> known = tables.lines()
                .map(line -> line.split(":"))
                .collect(Collectors.toMap(
                        parts -> parts[0].strip(),
                        parts -> Arrays.stream(parts[1].split(","))
                                .map(String::strip)
                                .toList()));
        return SqlLineage.of(sql, Dialect.named(dialect).orElseThrow(), table -> Optional.ofNullable(known.get(table)));
    }

    /** {@code outputs <- inputs | target <- source, source | …} of all statements. */
    static String told(ScriptLineage lineage) {
        return lineage.statements().stream().map(Lineages::told).collect(Collectors.joining(" ; "));
    }

    private static String told(StatementLineage statement) {
        String tables = String.join(", ", statement.outputs()) + " <- " + String.join(", ", statement.inputs());
        String columns = statement.columns().stream()
                .map(column -> " | " + column.target() + " <- " + sources(column))
                .collect(Collectors.joining());
        return (tables + columns).strip().replace("  ", " ");
    }

    private static String sources(ColumnLineage column) {
        return column.sources().stream()
                .map(ColumnLineage.Source::column)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** {@code source USE, source USE} of what decides on the rows of the first statement. */
    static String indirect(ScriptLineage lineage) {
        return uses(lineage.statements().getFirst().indirect());
    }

    static String uses(List<ColumnLineage.Source> sources) {
        return sources.stream()
                .flatMap(source -> source.uses().stream().map(use -> source.column() + " " + use))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
