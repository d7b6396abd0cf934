package org.opendatagov.orchestrator.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where in splits and loops a step stands.
 *
 * @param path numbers of the rounds, outermost first, such as {@code 3/0}; empty outside of all
 * @param group id of the split or loop; empty outside of all
 */
record Scope(
        String path,
        String group,
        long index,
        @Nullable Object item,
        @Nullable Scope outer) {
    static final Scope ROOT = new Scope("", "", 0, null, null);

    Scope inner(String inside, long number, @Nullable Object value) {
        String deeper = path.isEmpty() ? String.valueOf(number) : path + "/" + number;
        return new Scope(deeper, inside, number, value, this);
    }

    boolean isRoot() {
        return group.isEmpty();
    }

    /** The scope that a task of this group stands in, seen from here: the same round, an outer one, or outside of all. */
    Scope of(String taskGroup) {
        Scope scope = this;
        while (!scope.group.equals(taskGroup) && scope.outer != null) {
            scope = scope.outer;
        }
        return scope.group.equals(taskGroup) ? scope : ROOT;
    }

    /** Adds what expressions know in here. */
    void addTo(Map<String, Object> variables) {
        if (!isRoot()) {
            variables.put("index", index);
            if (item != null) {
                variables.put("item", item);
            }
        }
    }
}
