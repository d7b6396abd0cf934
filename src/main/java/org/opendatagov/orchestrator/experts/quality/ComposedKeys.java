package org.opendatagov.orchestrator.experts.quality;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ContextView;

/** The composed keys that the run's schema analysis found, where it looked at these columns. */
final class ComposedKeys {
    private static final int MOST = 3;

    private ComposedKeys() {}

    static List<List<String>> of(ContextView context, DatasetProfile profile) {
        Set<String> columns =
                profile.columns().stream().map(ColumnProfile::name).collect(Collectors.toSet());
        return context.find("keys")
                .map(ContextValue::value)
                .filter(List.class::isInstance)
                .map(keys -> ((List<?>) keys)
                        .stream()
                                .filter(List.class::isInstance)
                                .map(key -> texts((List<?>) key))
                                .filter(key -> key.size() > 1 && columns.containsAll(key))
                                .limit(MOST)
                                .toList())
                .orElse(List.of());
    }

    private static List<String> texts(List<?> key) {
        return key.stream().map(String::valueOf).toList();
    }
}
