package org.opendatagov.orchestrator.experts.schema;

import java.util.ArrayList;
import java.util.List;

/** Combinations of columns by their number, in order. */
final class Combinations {
    private Combinations() {}

    /** All combinations of this many of the numbers below {@code columns}. */
    static List<List<Integer>> of(int columns, int size) {
        List<List<Integer>> all = new ArrayList<>();
        extend(columns, size, new ArrayList<>(), all);
        return all;
    }

    private static void extend(int columns, int size, List<Integer> chosen, List<List<Integer>> all) {
        if (chosen.size() == size) {
            all.add(List.copyOf(chosen));
            return;
        }
        for (int next = chosen.isEmpty() ? 0 : chosen.getLast() + 1; next < columns; next++) {
            chosen.add(next);
            extend(columns, size, chosen, all);
            chosen.removeLast();
        }
    }
}
