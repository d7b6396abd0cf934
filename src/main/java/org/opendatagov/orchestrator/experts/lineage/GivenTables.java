package org.opendatagov.orchestrator.experts.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.sql.TableColumns;

/**
 * Columns of tables as a request gives them: {@code {"shop.orders": {"id": "int"}}}, its schemas also nested:
 * {@code {"shop": {"orders": {"id": "int"}}}}. A name in SQL may have fewer parts or more than the one here, as long as it
 * fits one table alone.
 */
final class GivenTables implements TableColumns {
    private final Map<String, List<String>> tables = new HashMap<>();
    private final Map<String, List<String>> byLastPart = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private GivenTables() {}

    static GivenTables of(@Nullable Object schemas) {
        GivenTables given = new GivenTables();
        if (schemas instanceof Map<?, ?> map) {
            given.read(map, "", "/schemas");
        }
        if (!given.problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, given.problems);
        }
        given.tables
                .keySet()
                .forEach(name -> given.byLastPart
                        .computeIfAbsent(lastPart(name), ignored -> new ArrayList<>())
                        .add(name));
        return given;
    }

    private void read(Map<?, ?> map, String prefix, String path) {
        map.forEach((key, value) -> {
            String name = prefix + key.toString().replaceAll("[`\"\\[\\]]", "");
            String place = path + "/" + key.toString().replace("~", "~0").replace("/", "~1");
            if (value instanceof Map<?, ?> inner && inner.values().stream().anyMatch(GivenTables::nested)) {
                read(inner, name + ".", place);
            } else if (value instanceof Map<?, ?> columns) {
                put(name, columns.keySet());
            } else if (value instanceof List<?> columns) {
                put(name, columns);
            } else {
                problems.add(new Problem(
                        "invalid_input",
                        place,
                        "Expected an object of columns and their types, such as {\"id\": \"int\"}."));
            }
        });
    }

    private static boolean nested(@Nullable Object value) {
        return value instanceof Map<?, ?> || value instanceof List<?>;
    }

    private void put(String name, Iterable<?> columns) {
        List<String> names = new ArrayList<>();
        columns.forEach(column -> names.add(String.valueOf(column)));
        tables.put(name.toLowerCase(Locale.ROOT), names);
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    @Override
    public Optional<List<String>> of(String table) {
        String name = table.toLowerCase(Locale.ROOT);
        if (tables.containsKey(name)) {
            return Optional.ofNullable(tables.get(name));
        }
        List<String> fitting = byLastPart.getOrDefault(lastPart(name), List.of()).stream()
                .filter(known -> known.endsWith("." + name) || name.endsWith("." + known))
                .toList();
        return fitting.size() == 1 ? Optional.ofNullable(tables.get(fitting.getFirst())) : Optional.empty();
    }
}
