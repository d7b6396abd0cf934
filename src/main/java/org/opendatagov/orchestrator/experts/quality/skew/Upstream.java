package org.opendatagov.orchestrator.experts.quality.skew;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ContextView;

/**
 * What earlier tasks of the run found: uneven work, as the PerformanceExpert shares it ({@code …diagnoses} with their causes, or {@code …causes}
 * alone), and the dataset that the LineageExpert takes for the bottleneck ({@code bottleneck…}, of a list the first).
 *
 * @param bottleneck id, location or name of a dataset
 */
record Upstream(Optional<String> bottleneck, List<Map<String, Object>> diagnoses) {
    private static final String UNEVEN = "data_skew";

    static Upstream of(ContextView context) {
        Optional<String> bottleneck = Optional.empty();
        List<Map<String, Object>> diagnoses = new ArrayList<>();
        for (ContextValue value : context.getAll().values()) {
            String name = value.key().substring(value.key().lastIndexOf('.') + 1);
            if (name.startsWith("bottleneck") && bottleneck.isEmpty()) {
                bottleneck = named(value.value());
            } else if (name.endsWith("diagnoses") || name.endsWith("causes")) {
                diagnoses.addAll(uneven(value.value()));
            }
        }
        return new Upstream(bottleneck, List.copyOf(diagnoses));
    }

    private static Optional<String> named(Object shared) {
        return switch (shared) {
            case List<?> list -> list.isEmpty() ? Optional.empty() : named(list.getFirst());
            case Map<?, ?> entry ->
                Stream.of("id", "dataset", "location", "name")
                        .map(entry::get)
                        .flatMap(member -> member instanceof String text ? Stream.of(text) : Stream.empty())
                        .findFirst();
            case String text -> Optional.of(text).filter(name -> !name.isBlank());
            default -> Optional.empty();
        };
    }

    private static List<Map<String, Object>> uneven(Object shared) {
        List<Map<String, Object>> uneven = new ArrayList<>();
        if (shared instanceof List<?> list) {
            for (Object item : list) {
                if (UNEVEN.equals(item)) {
                    uneven.add(Map.of("cause", UNEVEN));
                } else if (item instanceof Map<?, ?> diagnosis && UNEVEN.equals(diagnosis.get("cause"))) {
                    uneven.add(kept(diagnosis));
                }
            }
        }
        return uneven;
    }

    private static Map<String, Object> kept(Map<?, ?> diagnosis) {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (String member : List.of("cause", "stage_ids", "severity", "figures", "advice")) {
            Object value = diagnosis.get(member);
            if (value != null) {
                kept.put(member, value);
            }
        }
        return kept;
    }
}
