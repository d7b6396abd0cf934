package org.opendatagov.orchestrator.workflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Finds the references in a task's inputs, however deep they stand; without recursion, for who writes them is not trusted. */
final class InputReferences {
    private final BiConsumer<String, Expression> found;
    private final Members members;

    private record Value(String pointer, @Nullable Object value) {}

    InputReferences(BiConsumer<String, Expression> found, Members members) {
        this.found = found;
        this.members = members;
    }

    void find(Map<String, Object> inputs) {
        Deque<Value> open = new ArrayDeque<>(List.of(new Value("/inputs", inputs)));
        while (!open.isEmpty()) {
            Value next = open.remove();
            switch (next.value()) {
                case Map<?, ?> map ->
                    map.forEach((key, value) ->
                            open.add(new Value(Pointer.of(next.pointer(), String.valueOf(key)), value)));
                case List<?> list -> {
                    for (int index = 0; index < list.size(); index++) {
                        open.add(new Value(Pointer.of(next.pointer(), index), list.get(index)));
                    }
                }
                case String text ->
                    References.expression(text)
                            .flatMap(expression -> members.compiled(next.pointer(), expression))
                            .ifPresent(expression -> found.accept(next.pointer(), expression));
                case null -> {}
                default -> {}
            }
        }
    }
}
