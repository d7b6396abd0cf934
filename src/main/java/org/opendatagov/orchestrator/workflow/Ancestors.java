package org.opendatagov.orchestrator.workflow;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a task depends on, however far: a view of bits, each task after those that it depends on. */
final class Ancestors extends AbstractSet<String> {
    private final BitSet numbers;
    private final TaskGraph graph;
    private final List<PlanTask> tasks;

    Ancestors(BitSet numbers, TaskGraph graph, List<PlanTask> tasks) {
        this.numbers = numbers;
        this.graph = graph;
        this.tasks = tasks;
    }

    @Override
    public boolean contains(@Nullable Object id) {
        int number = id instanceof String text ? graph.number(text) : -1;
        return number >= 0 && numbers.get(number);
    }

    @Override
    public int size() {
        return numbers.cardinality();
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(graph.order())
                .filter(numbers::get)
                .mapToObj(number -> tasks.get(number).id())
                .iterator();
    }
}
