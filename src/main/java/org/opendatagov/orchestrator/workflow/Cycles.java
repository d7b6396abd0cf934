package org.opendatagov.orchestrator.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Finds a cycle in each group of tasks that wait for one another (Tarjan's components, without recursion). */
final class Cycles {
    private final TaskGraph graph;
    private final int[] found;
    private final int[] lowest;
    private final int[] nextDependency;
    private final BitSet open = new BitSet();
    private final Deque<Integer> path = new ArrayDeque<>();
    private final Deque<Integer> pending = new ArrayDeque<>();
    private final List<List<Integer>> cycles = new ArrayList<>();
    private int count;

    private Cycles(TaskGraph graph) {
        this.graph = graph;
        this.found = new int[graph.size()];
        this.lowest = new int[graph.size()];
        this.nextDependency = new int[graph.size()];
        Arrays.fill(found, -1);
    }

    /** Task numbers, each depending on the next and the last on the first; a cycle begins with the task that stands first. */
    static List<List<Integer>> of(TaskGraph graph) {
        Cycles search = new Cycles(graph);
        if (!graph.isAcyclic()) {
            for (int number = 0; number < graph.size(); number++) {
                if (search.found[number] < 0) {
                    search.explore(number);
                }
            }
        }
        return search.cycles;
    }

    private void explore(int start) {
        enter(start);
        while (!path.isEmpty()) {
            int number = path.element();
            int[] dependencies = graph.dependencies(number);
            if (nextDependency[number] == dependencies.length) {
                leave(number);
            } else {
                visit(number, dependencies[nextDependency[number]++]);
            }
        }
    }

    private void enter(int number) {
        found[number] = count;
        lowest[number] = count++;
        open.set(number);
        path.push(number);
        pending.push(number);
    }

    private void visit(int number, int dependency) {
        if (found[dependency] < 0) {
            enter(dependency);
        } else if (open.get(dependency)) {
            lowest[number] = Math.min(lowest[number], found[dependency]);
        }
    }

    private void leave(int number) {
        path.pop();
        if (!path.isEmpty()) {
            lowest[path.element()] = Math.min(lowest[path.element()], lowest[number]);
        }
        if (lowest[number] == found[number]) {
            component(number);
        }
    }

    private void component(int root) {
        BitSet component = new BitSet();
        int member;
        do {
            member = pending.pop();
            component.set(member);
            open.clear(member);
        } while (member != root);
        if (component.cardinality() > 1) {
            cycles.add(shortest(component));
        }
    }

    /** The shortest way from the first task of the component back to itself. */
    private List<Integer> shortest(BitSet component) {
        int first = component.nextSetBit(0);
        int[] cameFrom = new int[graph.size()];
        Arrays.fill(cameFrom, -1);
        Deque<Integer> queue = new ArrayDeque<>(List.of(first));
        while (cameFrom[first] < 0) {
            int number = queue.remove();
            for (int dependency : graph.dependencies(number)) {
                if (component.get(dependency) && cameFrom[dependency] < 0) {
                    cameFrom[dependency] = number;
                    queue.add(dependency);
                }
            }
        }
        List<Integer> cycle = new ArrayList<>();
        for (int number = cameFrom[first]; number != first; number = cameFrom[number]) {
            cycle.addFirst(number);
        }
        cycle.addFirst(first);
        return cycle;
    }
}
