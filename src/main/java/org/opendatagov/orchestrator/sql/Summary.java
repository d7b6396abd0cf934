package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opendatagov.orchestrator.sql.ColumnLineage.Source;

/** Sums up a script's statements: what comes in, what goes out, and what flows through temporary tables in between. */
final class Summary {
    private final Set<String> temporary = new HashSet<>();
    private final Set<String> inputs = new LinkedHashSet<>();
    private final Set<String> outputs = new LinkedHashSet<>();
    private final Map<String, Map<String, Set<Use>>> flowing = new HashMap<>();
    private final Map<String, Map<String, Set<Use>>> columns = new LinkedHashMap<>();

    private Summary() {}

    static ScriptLineage of(List<StatementLineage> statements, List<SqlFault> faults) {
        Summary summary = new Summary();
        statements.forEach(summary::add);
        List<ColumnLineage> columns = new ArrayList<>();
        summary.columns.forEach((target, sources) -> columns.add(new ColumnLineage(target, sources(sources))));
        return new ScriptLineage(
                statements, faults, List.copyOf(summary.inputs), List.copyOf(summary.outputs), columns);
    }

    private static List<Source> sources(Map<String, Set<Use>> sources) {
        return sources.entrySet().stream()
                .map(source -> new Source(source.getKey(), source.getValue()))
                .toList();
    }

    private void add(StatementLineage statement) {
        temporary.addAll(statement.temporary());
        statement.inputs().stream()
                .filter(input -> !temporary.contains(input) && !outputs.contains(input))
                .forEach(inputs::add);
        if (statement.kind().equals("drop")) {
            statement.outputs().forEach(outputs::remove);
            return;
        }
        Map<String, Map<String, Set<Use>>> now = new LinkedHashMap<>();
        statement.columns().forEach(column -> merge(now, column.target(), through(column)));
        now.forEach((target, sources) -> {
            boolean hidden = !statement.outputs().isEmpty() && temporary.contains(table(target));
            if (hidden) {
                merge(flowing, target, sources);
            } else if (!statement.outputs().isEmpty()) {
                merge(columns, target, sources);
            }
        });
        statement.outputs().stream()
                .filter(output -> !temporary.contains(output))
                .forEach(outputs::add);
    }

    private static void merge(Map<String, Map<String, Set<Use>>> into, String target, Map<String, Set<Use>> sources) {
        Map<String, Set<Use>> all = into.computeIfAbsent(target, ignored -> new LinkedHashMap<>());
        sources.forEach((source, uses) -> all.computeIfAbsent(source, ignored -> EnumSet.noneOf(Use.class))
                .addAll(uses));
    }

    /** The sources of a column, a temporary table's column replaced by its own sources. */
    private Map<String, Set<Use>> through(ColumnLineage column) {
        Map<String, Set<Use>> sources = new LinkedHashMap<>();
        for (Source source : column.sources()) {
            Map<String, Set<Use>> inner =
                    temporary.contains(table(source.column())) ? inner(source.column()) : Map.of();
            if (inner.isEmpty()) {
                sources.computeIfAbsent(source.column(), ignored -> EnumSet.noneOf(Use.class))
                        .addAll(source.uses());
            }
            inner.forEach((name, uses) -> uses.forEach(use -> source.uses()
                    .forEach(outer -> sources.computeIfAbsent(name, ignored -> EnumSet.noneOf(Use.class))
                            .add(outer.direct() ? use.within(outer) : outer))));
        }
        return sources;
    }

    /** A column of a temporary table; where only {@code *} went into it, that. */
    private Map<String, Set<Use>> inner(String column) {
        Map<String, Set<Use>> found = flowing.get(column);
        if (found != null) {
            return found;
        }
        Map<String, Set<Use>> star = flowing.getOrDefault(table(column) + ".*", Map.of());
        Map<String, Set<Use>> named = new LinkedHashMap<>();
        String name = column.substring(column.lastIndexOf('.') + 1);
        star.forEach((source, uses) -> named.put(source.endsWith(".*") ? table(source) + "." + name : source, uses));
        return named;
    }

    private static String table(String column) {
        int dot = column.lastIndexOf('.');
        return dot < 0 ? "" : column.substring(0, dot);
    }
}
