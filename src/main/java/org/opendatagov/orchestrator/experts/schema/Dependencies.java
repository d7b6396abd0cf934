package org.opendatagov.orchestrator.experts.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Minimal functional dependencies with up to three determinants, level by level: a sample refutes most, all rows verify the rest (the
 * two phases of HyFD, Papenbrock and Naumann 2016). Keys determine everything and constants are determined by anything, so neither is
 * told. A dependency that agrees by chance is left out: its repeats must be many enough for the dependent's variety.
 */
final class Dependencies {
    private static final int LARGEST = 3;
    private static final int SETS = 3_000;

    /** Logarithm of the chance, one in a thousand, below which agreement is taken for a rule. */
    private static final double CHANCE = Math.log(1000);

    private final Sample sample;
    private final Verification verification;
    private final List<List<String>> keys;
    private final Notes notes;
    private final List<Found> found = new ArrayList<>();
    private int sets;
    private int asked;

    private record Found(List<Integer> determinants, int dependent) {
        boolean within(List<Integer> columns) {
            return columns.containsAll(determinants);
        }
    }

    Dependencies(Sample sample, Verification verification, List<List<String>> keys, Notes notes) {
        this.sample = sample;
        this.verification = verification;
        this.keys = keys;
        this.notes = notes;
    }

    List<Dependency> find() throws SQLException {
        int columns = sample.columns().size();
        for (int size = 1; size <= Math.min(LARGEST, columns - 1); size++) {
            for (List<Integer> determinants : Combinations.of(columns, size)) {
                if (!superfluous(determinants) && bounded(size)) {
                    consider(determinants);
                }
            }
        }
        if (columns > LARGEST + 1) {
            notes.add("dependencies on up to %d columns were sought".formatted(LARGEST));
        }
        return found.stream().map(this::named).toList();
    }

    private boolean bounded(int size) {
        if (sets < SETS) {
            sets++;
            return true;
        }
        notes.add("dependencies on %d columns were sought in part: %d combinations".formatted(size, SETS));
        return false;
    }

    /** A key in it, or a column in it that the others determine: what it determines is known already. */
    private boolean superfluous(List<Integer> determinants) {
        Set<String> names = new HashSet<>(names(determinants));
        return keys.stream().anyMatch(names::containsAll)
                || found.stream()
                        .anyMatch(known -> known.within(determinants) && determinants.contains(known.dependent()));
    }

    private void consider(List<Integer> determinants) throws SQLException {
        Groups groups = sample.whole();
        for (int column : determinants) {
            groups = sample.split(groups, column);
        }
        Groups split = groups;
        List<Integer> dependents = IntStream.range(0, sample.columns().size())
                .filter(column -> !determinants.contains(column))
                .filter(column ->
                        found.stream().noneMatch(known -> known.dependent() == column && known.within(determinants)))
                .filter(column -> telling(determinants.size(), split, column) && sample.determined(split, column))
                .boxed()
                .toList();
        if (!dependents.isEmpty()) {
            verify(determinants, dependents);
        }
    }

    /** One column whose values occur twice at the mean tells; else the chance that all repeats agree must be small. */
    private boolean telling(int size, Groups groups, int dependent) {
        if (size == 1 && groups.count() * 2 <= sample.rows()) {
            return true;
        }
        return groups.repeats() * -Math.log(Math.min(1, sample.dominance(dependent))) >= CHANCE;
    }

    private void verify(List<Integer> determinants, List<Integer> dependents) throws SQLException {
        if (asked++ >= verification.most()) {
            notes.add("%d determinants were verified on all rows and no more".formatted(verification.most()));
            return;
        }
        List<String> holding = verification.determined(names(determinants), names(dependents));
        for (int dependent : dependents) {
            if (holding.contains(name(dependent))) {
                found.add(new Found(determinants, dependent));
            }
        }
    }

    private Dependency named(Found dependency) {
        return new Dependency(names(dependency.determinants()), name(dependency.dependent()));
    }

    private List<String> names(List<Integer> columns) {
        return columns.stream().map(this::name).toList();
    }

    private String name(int column) {
        return sample.columns().get(column).name();
    }
}
