package org.opendatagov.orchestrator.expert;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a task's ancestors wrote, as it stood when the task started; it never changes under the task. */
public interface ContextView {
    /** The value under the whole key {@code <task>.<name>}. */
    Optional<ContextValue> get(String key);

    /** The values whose key begins so, by key. */
    List<ContextValue> byPrefix(String prefix);

    /** All values by key. */
    Map<String, ContextValue> getAll();

    /** The value that an ancestor wrote under this name, whichever task it was; of several the latest. */
    default Optional<ContextValue> find(String name) {
        return getAll().values().stream()
                .filter(value -> value.key().endsWith("." + name))
                .reduce((first, second) -> second.at().isBefore(first.at()) ? first : second);
    }

    /** What is there now, as values that can be sent elsewhere. */
    default ContextView snapshot() {
        return of(getAll());
    }

    /** A context in which nobody wrote. */
    static ContextView empty() {
        return of(Map.of());
    }

    static ContextView of(Map<String, ContextValue> values) {
        return new MapContextView(values);
    }
}
