package org.opendatagov.orchestrator.experts.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Keys and dependencies of a small table by their definitions, every combination of columns tried on every row. Null equals null. */
record Oracle(List<String> columns, List<List<Optional<String>>> rows) {
    /** Minimal combinations of this many columns at most, none with a null, that differ in every row. */
    Set<List<String>> keys(int largest) {
        Set<List<Integer>> keys = new HashSet<>();
        combinations(largest).stream()
                .filter(chosen -> rows.size() > 1 && keys.stream().noneMatch(chosen::containsAll))
                .filter(chosen -> rows.stream()
                        .allMatch(row -> values(row, chosen).stream().allMatch(Optional::isPresent)))
                .filter(this::unique)
                .forEach(keys::add);
        return keys.stream().map(this::names).collect(Collectors.toSet());
    }

    /** Minimal dependencies whose determinants are unique nowhere and whose dependent is no constant. */
    Set<Dependency> dependencies(int largest) {
        Map<Integer, List<List<Integer>>> minimal = new HashMap<>();
        Set<Dependency> all = new HashSet<>();
        for (List<Integer> chosen : combinations(largest)) {
            for (int dependent = 0; dependent < columns.size(); dependent++) {
                List<List<Integer>> known = minimal.computeIfAbsent(dependent, column -> new ArrayList<>());
                boolean trivial = chosen.contains(dependent) || different(List.of(dependent)) == 1;
                if (!trivial && known.stream().noneMatch(chosen::containsAll) && holds(chosen, dependent)) {
                    known.add(chosen);
                    all.add(new Dependency(names(chosen), columns.get(dependent)));
                }
            }
        }
        return all.stream()
                .filter(dependency -> !unique(numbers(dependency.determinants())))
                .collect(Collectors.toSet());
    }

    private boolean holds(List<Integer> determinants, int dependent) {
        List<Integer> together = new ArrayList<>(determinants);
        together.add(dependent);
        return different(determinants) == different(together);
    }

    private boolean unique(List<Integer> chosen) {
        return different(chosen) == rows.size();
    }

    /** The rule by which a dependency is told: enough repeats, and agreement that is no chance. */
    boolean told(Dependency dependency) {
        long groups = different(numbers(dependency.determinants()));
        long all = different(allColumns());
        boolean enough = strength(dependency) >= Math.log(1000);
        return dependency.determinants().size() == 1
                ? groups * 2 <= all || (enough && groups * 10 <= all * 9)
                : enough && groups * 2 <= all;
    }

    /** Repeats among different rows, times how unlikely two of them agree by chance. */
    private double strength(Dependency dependency) {
        Set<List<Optional<String>>> distinct = new HashSet<>(rows);
        int dependent = columns.indexOf(dependency.dependent());
        long largest = distinct.stream()
                .collect(Collectors.groupingBy(row -> row.get(dependent), Collectors.counting()))
                .values()
                .stream()
                .max(Comparator.naturalOrder())
                .orElse(0L);
        long repeats = distinct.size() - different(numbers(dependency.determinants()));
        return repeats * -Math.log((double) largest / distinct.size());
    }

    private long different(List<Integer> chosen) {
        return rows.stream().map(row -> values(row, chosen)).distinct().count();
    }

    private List<Integer> allColumns() {
        return IntStream.range(0, columns.size()).boxed().toList();
    }

    private List<Integer> numbers(List<String> names) {
        return names.stream().map(columns::indexOf).toList();
    }

    private List<String> names(List<Integer> chosen) {
        return chosen.stream().map(columns::get).toList();
    }

    private static List<Optional<String>> values(List<Optional<String>> row, List<Integer> chosen) {
        return chosen.stream().map(row::get).toList();
    }

    /** All non-empty sets of columns up to a size, small ones first. */
    private List<List<Integer>> combinations(int largest) {
        Set<List<Integer>> all =
                new TreeSet<>(Comparator.<List<Integer>>comparingInt(List::size).thenComparing(List::toString));
        for (int bits = 1; bits < 1 << columns.size(); bits++) {
            int chosen = bits;
            List<Integer> set = allColumns().stream()
                    .filter(column -> (chosen >> column & 1) == 1)
                    .toList();
            if (set.size() <= largest) {
                all.add(set);
            }
        }
        return List.copyOf(all);
    }
}
