package org.opendatagov.orchestrator.expert;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A context view over a copy of the values. */
record MapContextView(Map<String, ContextValue> values) implements ContextView {
    MapContextView {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    @Override
    public Optional<ContextValue> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public List<ContextValue> byPrefix(String prefix) {
        return values.values().stream()
                .filter(value -> value.key().startsWith(prefix))
                .toList();
    }

    @Override
    public Map<String, ContextValue> getAll() {
        return values;
    }
}
