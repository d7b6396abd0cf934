package org.opendatagov.orchestrator.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A DAG as parts one after another and parts side by side. Tasks that stand side by side are those without a path between them; where
 * neither they nor their counterpart fall into components the DAG holds an N and is not series-parallel (Valdes, Tarjan, Lawler 1982).
 */
sealed interface SeriesParallel {
    /** Deepest nesting that is written: a step is five levels of YAML, and readers bound those. */
    int DEEPEST = 8;

    /** @param number of the task */
    record Single(int number) implements SeriesParallel {}

    record Series(List<SeriesParallel> parts) implements SeriesParallel {}

    record Parallel(List<SeriesParallel> parts) implements SeriesParallel {}

    /** Empty where the DAG is not series-parallel, or nested deeper than people and readers bear. */
    static Optional<SeriesParallel> of(TaskGraph graph) {
        if (graph.size() == 0) {
            return Optional.empty();
        }
        BitSet all = new BitSet();
        all.set(0, graph.size());
        return new Decomposition(graph).decompose(all, 0);
    }

    /** Takes a set of tasks apart, again and again. */
    final class Decomposition {
        private final TaskGraph graph;
        private final BitSet[] related;

        Decomposition(TaskGraph graph) {
            this.graph = graph;
            this.related = new BitSet[graph.size()];
            for (int number = 0; number < related.length; number++) {
                related[number] = (BitSet) graph.ancestors(number).clone();
            }
            for (int number = 0; number < related.length; number++) {
                int own = number;
                graph.ancestors(number).stream().forEach(ancestor -> related[ancestor].set(own));
            }
        }

        Optional<SeriesParallel> decompose(BitSet tasks, int depth) {
            if (tasks.cardinality() == 1) {
                return Optional.of(new Single(tasks.nextSetBit(0)));
            }
            if (depth > DEEPEST) {
                return Optional.empty();
            }
            List<BitSet> branches = components(tasks, false);
            if (branches.size() > 1) {
                return parts(branches, depth).map(Parallel::new);
            }
            List<BitSet> stages = components(tasks, true);
            stages.sort((first, second) -> graph.ancestors(second.nextSetBit(0)).get(first.nextSetBit(0)) ? -1 : 1);
            return stages.size() > 1 ? parts(stages, depth).map(Series::new) : Optional.empty();
        }

        private Optional<List<SeriesParallel>> parts(List<BitSet> components, int depth) {
            List<SeriesParallel> parts = new ArrayList<>();
            for (BitSet component : components) {
                Optional<SeriesParallel> part = decompose(component, depth + 1);
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                parts.add(part.get());
            }
            return Optional.of(parts);
        }

        /** Components of the tasks that are related, or of those that are not. */
        private List<BitSet> components(BitSet tasks, boolean unrelated) {
            List<BitSet> components = new ArrayList<>();
            BitSet left = (BitSet) tasks.clone();
            while (!left.isEmpty()) {
                components.add(component(left, unrelated));
            }
            return components;
        }

        /** Takes the component of the first task out of those that are left. */
        private BitSet component(BitSet left, boolean unrelated) {
            BitSet component = new BitSet();
            Deque<Integer> open = new ArrayDeque<>(List.of(left.nextSetBit(0)));
            left.clear(open.element());
            while (!open.isEmpty()) {
                int number = open.pop();
                component.set(number);
                BitSet next = (BitSet) left.clone();
                if (unrelated) {
                    next.andNot(related[number]);
                } else {
                    next.and(related[number]);
                }
                left.andNot(next);
                next.stream().forEach(open::push);
            }
            return component;
        }
    }
}
