package org.opendatagov.orchestrator.workflow;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/** How deep JSON values are nested; counted without recursion, before anything else looks at them. */
final class Nesting {
    static final int DEEPEST = 50;

    private Nesting() {}

    private record Level(Object value, int depth) {}

    static boolean isBounded(Object root) {
        Deque<Level> open = new ArrayDeque<>(List.of(new Level(root, 1)));
        while (!open.isEmpty()) {
            Level level = open.pop();
            if (level.depth() > DEEPEST) {
                return false;
            }
            for (Object inner : inner(level.value())) {
                if (inner instanceof Map || inner instanceof Collection) {
                    open.push(new Level(inner, level.depth() + 1));
                }
            }
        }
        return true;
    }

    private static Collection<?> inner(Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.values();
            case Collection<?> items -> items;
            default -> List.of();
        };
    }
}
