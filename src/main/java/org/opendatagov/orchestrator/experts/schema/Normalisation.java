package org.opendatagov.orchestrator.experts.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;

/**
 * Which columns to split into tables of their own, and which to compute, with the dependencies that say so. The normal form that they
 * violate is Codd's: 2NF where part of a key determines, 3NF where what is determined is in no key, else Boyce-Codd's.
 */
final class Normalisation {
    private final DatasetProfile profile;
    private final List<List<String>> keys;
    private final Set<String> prime;

    private Normalisation(DatasetProfile profile, List<List<String>> keys) {
        this.profile = profile;
        this.keys = keys;
        this.prime = keys.stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    /**
     * @param form {@code 2NF}, {@code 3NF}, {@code BCNF}, or {@code derived} for figures that others give
     * @param key the determinants, key of the new table
     */
    record Advice(String form, List<String> key, List<String> columns) {
        Map<String, Object> described() {
            List<String> table = new ArrayList<>(key);
            table.addAll(columns);
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("form", form);
            described.put("key", key);
            described.put("columns", table);
            described.put("advice", text());
            return described;
        }

        String text() {
            String moved = columns.stream().map(column -> "'" + column + "'").collect(Collectors.joining(", "));
            String by = key.stream().map(column -> "'" + column + "'").collect(Collectors.joining(" and "));
            return form.equals("derived")
                    ? "%s follows from %s on all rows: compute it, or check it at each delivery.".formatted(moved, by)
                    : "%s depends on %s alone: keep it once, in a table with the key %s.".formatted(moved, by, by);
        }
    }

    static List<Advice> of(DatasetProfile profile, Structure structure) {
        return new Normalisation(profile, structure.keys()).advice(structure.dependencies());
    }

    private List<Advice> advice(List<Dependency> dependencies) {
        List<Advice> all = new ArrayList<>();
        Set<String> moved = new HashSet<>();
        Set<Set<String>> explained = new HashSet<>();
        byDeterminants(dependencies).forEach((determinants, dependents) -> {
            List<String> rest = dependents.stream()
                    .filter(column -> !moved.contains(column))
                    .toList();
            Set<String> together = new TreeSet<>(determinants);
            together.addAll(rest);
            boolean stays = determinants.stream().noneMatch(moved::contains);
            if (!rest.isEmpty() && stays && explained.add(together)) {
                all.add(new Advice(form(determinants, rest), determinants, rest));
                moved.addAll(rest);
            }
        });
        return all;
    }

    /** Few determinants first, then those that are likelier meant as a key. */
    private Map<List<String>, List<String>> byDeterminants(List<Dependency> dependencies) {
        Map<List<String>, List<String>> byDeterminants = new LinkedHashMap<>();
        dependencies.stream()
                .sorted(Comparator.<Dependency>comparingInt(
                                known -> known.determinants().size())
                        .thenComparingInt(known -> figures(known) ? 0 : distinct(known.determinants())))
                .forEach(known -> byDeterminants
                        .computeIfAbsent(known.determinants(), key -> new ArrayList<>())
                        .add(known.dependent()));
        return byDeterminants;
    }

    private String form(List<String> determinants, List<String> dependents) {
        if (dependents.stream().allMatch(dependent -> figures(new Dependency(determinants, dependent)))) {
            return "derived";
        }
        if (prime.containsAll(dependents)) {
            return "BCNF";
        }
        boolean part = keys.stream().anyMatch(key -> key.size() > determinants.size() && key.containsAll(determinants));
        return part ? "2NF" : "3NF";
    }

    /** Several figures that give one: an amount of a quantity and a price. */
    private boolean figures(Dependency dependency) {
        return dependency.determinants().size() > 1
                && column(dependency.dependent()).logicalType().equals("decimal")
                && dependency.determinants().stream()
                        .map(this::column)
                        .allMatch(column -> Set.of("integer", "decimal").contains(column.logicalType()));
    }

    /** Of columns that determine each other the one with a key's name comes first, then the one with fewer values. */
    private int distinct(List<String> determinants) {
        long values =
                determinants.stream().mapToLong(name -> column(name).distinct()).sum();
        boolean named = determinants.stream().anyMatch(name -> Keys.named(name));
        return (int) Math.min(Integer.MAX_VALUE / 2, values) - (named ? Integer.MAX_VALUE / 2 : 0);
    }

    private ColumnProfile column(String name) {
        return profile.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
