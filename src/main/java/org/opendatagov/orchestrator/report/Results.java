package org.opendatagov.orchestrator.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.RunRecord;
import org.opendatagov.orchestrator.expert.ExpertReport;

/** Reads what the actions of a run answered, whatever the tasks are called. */
record Results(RunRecord run) {
    /** The reports of an action, in the workflow's order. */
    List<ExpertReport> of(String action) {
        return run.run().tasks().stream()
                .filter(task -> task.action().equals(action))
                .flatMap(task -> Optional.ofNullable(run.reports().get(task.id())).stream())
                .toList();
    }

    /** The objects of a list in the results of an action. */
    List<Map<?, ?>> maps(String action, String member) {
        return of(action).stream()
                .flatMap(report -> maps(report.result().get(member)).stream())
                .toList();
    }

    /** Whether a task of the run was to do this, however it ended. */
    boolean asked(String action) {
        return run.run().tasks().stream().anyMatch(task -> task.action().equals(action));
    }

    /** An object inside; an empty one where there is none. */
    static Map<?, ?> map(Map<?, ?> map, String member) {
        return map.get(member) instanceof Map<?, ?> inner ? inner : Map.of();
    }

    static Optional<BigDecimal> numberIn(Map<?, ?> map, String member) {
        return map.get(member) instanceof Number ? Optional.of(number(map, member)) : Optional.empty();
    }

    static List<Map<?, ?>> maps(@Nullable Object value) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                if (item instanceof Map<?, ?> map) {
                    maps.add(map);
                }
            }
        }
        return maps;
    }

    static String text(Map<?, ?> map, String member) {
        Object value = map.get(member);
        return value == null ? "" : String.valueOf(value);
    }

    static List<String> texts(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    static BigDecimal number(Map<?, ?> map, String member) {
        return map.get(member) instanceof Number number ? new BigDecimal(number.toString()) : BigDecimal.ZERO;
    }
}
