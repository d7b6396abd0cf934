package org.opendatagov.orchestrator.judgement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.Evidence;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Subject;

/**
 * What a report's result tells beside its evidence, such as the profile of each column, under ids of its own: {@code result.columns.3} is the third of the
 * member {@code columns}. Plain values alone, and those one level below.
 */
final class ResultEvidence {
    private static final Subject NONE = new Subject(null, null, null);
    private static final int MOST_IN_A_LIST = 8;

    private ResultEvidence() {}

    static List<Evidence> of(ExpertReport report) {
        List<Evidence> found = new ArrayList<>();
        Map<String, Object> plain = new LinkedHashMap<>();
        report.result().forEach((name, value) -> {
            if (value instanceof Map<?, ?> map) {
                add(found, "result." + name, name, map);
            } else if (value instanceof Collection<?> list && list.stream().anyMatch(Map.class::isInstance)) {
                int number = 0;
                for (Object item : list) {
                    number++;
                    if (item instanceof Map<?, ?> map) {
                        add(found, "result.%s.%d".formatted(name, number), name, map);
                    }
                }
            } else if (isPlain(value)) {
                plain.put(name, value);
            }
        });
        if (!plain.isEmpty()) {
            found.addFirst(new Evidence("result", "result", NONE, "", plain));
        }
        return found;
    }

    private static void add(List<Evidence> found, String id, String name, Map<?, ?> item) {
        Map<String, Object> figures = new LinkedHashMap<>();
        item.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                Map<String, Object> below = new LinkedHashMap<>();
                inner.forEach((innerKey, innerValue) -> put(below, innerKey, innerValue));
                put(figures, key, below.isEmpty() ? null : below);
            } else {
                put(figures, key, isPlain(value) ? value : null);
            }
        });
        if (!figures.isEmpty()) {
            found.add(new Evidence(id, name, NONE, "", figures));
        }
    }

    private static void put(Map<String, Object> figures, @Nullable Object key, @Nullable Object value) {
        if (value != null && (value instanceof Map<?, ?> || isPlain(value))) {
            figures.put(String.valueOf(key), value);
        }
    }

    private static boolean isPlain(@Nullable Object value) {
        return value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || (value instanceof Collection<?> list
                        && list.size() <= MOST_IN_A_LIST
                        && list.stream().allMatch(item -> item instanceof String || item instanceof Number));
    }
}
