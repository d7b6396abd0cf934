package org.opendatagov.orchestrator.workflow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Who depends on whom, by numbers in the order of the source. All of it is linear in tasks and dependencies but for the closure
 * (one bit for each pair of tasks), which is computed when first asked for.
 */
final class TaskGraph {
    private static final int[] NONE = {};

    private final Map<String, Integer> numbers = new HashMap<>();
    private final int[][] before;
    /** Task numbers, each after those that it depends on; shorter than the tasks where there is a cycle. */
    private final int[] order;

    private final int[] level;

    /** Empty until it is asked for. */
    private volatile List<BitSet> closure = List.of();

    /** Dependencies that are unknown or a task's own are left out. */
    TaskGraph(List<PlanTask> tasks) {
        this(
                tasks.stream().map(PlanTask::id).toList(),
                tasks.stream().map(PlanTask::dependsOn).toList());
    }

    TaskGraph(List<String> ids, List<Set<String>> dependsOn) {
        for (int number = 0; number < ids.size(); number++) {
            numbers.putIfAbsent(ids.get(number), number);
        }
        before = new int[ids.size()][];
        for (int number = 0; number < before.length; number++) {
            before[number] = numbersOf(dependsOn.get(number), number);
        }
        level = new int[before.length];
        order = sort();
    }

    private int[] numbersOf(Collection<String> ids, int own) {
        if (ids.isEmpty()) {
            return NONE;
        }
        int[] found = new int[ids.size()];
        int count = 0;
        for (String id : ids) {
            Integer number = numbers.get(id);
            if (number != null && number != own) {
                found[count++] = number;
            }
        }
        return count == found.length ? found : Arrays.copyOf(found, count);
    }

    /** Kahn's algorithm; what stands first in the source comes first. */
    private int[] sort() {
        int[] open = new int[before.length];
        int[][] after = after(open);
        int[] sorted = new int[before.length];
        int end = 0;
        for (int number = 0; number < before.length; number++) {
            if (open[number] == 0) {
                sorted[end++] = number;
            }
        }
        for (int at = 0; at < end; at++) {
            for (int next : after[sorted[at]]) {
                level[next] = Math.max(level[next], level[sorted[at]] + 1);
                if (--open[next] == 0) {
                    sorted[end++] = next;
                }
            }
        }
        return Arrays.copyOf(sorted, end);
    }

    /** The dependents of each task; counts the dependencies of each into {@code open}. */
    private int[][] after(int[] open) {
        int[] dependents = new int[before.length];
        for (int number = 0; number < before.length; number++) {
            open[number] = before[number].length;
            for (int dependency : before[number]) {
                dependents[dependency]++;
            }
        }
        int[][] after = new int[before.length][];
        Arrays.setAll(after, number -> dependents[number] == 0 ? NONE : new int[dependents[number]]);
        for (int number = before.length - 1; number >= 0; number--) {
            for (int dependency : before[number]) {
                after[dependency][--dependents[dependency]] = number;
            }
        }
        return after;
    }

    int size() {
        return before.length;
    }

    boolean isAcyclic() {
        return order.length == before.length;
    }

    /** The number of a task, or -1. */
    int number(String id) {
        return numbers.getOrDefault(id, -1);
    }

    /** Not to be changed. */
    int[] dependencies(int number) {
        return before[number];
    }

    int level(int number) {
        return level[number];
    }

    /** Task numbers, each after those that it depends on. Not to be changed. */
    int[] order() {
        return order;
    }

    /** Task numbers by level, in the order of the source. */
    List<List<Integer>> levels() {
        List<List<Integer>> levels = new ArrayList<>();
        for (int number = 0; number < before.length; number++) {
            while (levels.size() <= level[number]) {
                levels.add(new ArrayList<>());
            }
            levels.get(level[number]).add(number);
        }
        return levels;
    }

    /** All that a task depends on, however far; the graph must be acyclic. */
    BitSet ancestors(int number) {
        List<BitSet> all = closure;
        if (all.isEmpty()) {
            all = close();
            closure = all;
        }
        return all.get(number);
    }

    private List<BitSet> close() {
        BitSet[] all = new BitSet[before.length];
        for (int number : order) {
            BitSet set = new BitSet(before.length);
            for (int dependency : before[number]) {
                set.or(all[dependency]);
                set.set(dependency);
            }
            all[number] = set;
        }
        return List.of(all);
    }

    /** The dependencies of a task that no other of its dependencies implies. */
    int[] reduced(int number) {
        BitSet implied = new BitSet(before.length);
        for (int dependency : before[number]) {
            implied.or(ancestors(dependency));
        }
        IntPredicate needed = dependency -> !implied.get(dependency);
        return Arrays.stream(before[number]).filter(needed).toArray();
    }
}
