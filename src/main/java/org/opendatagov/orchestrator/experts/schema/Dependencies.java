package org.opendatagov.orchestrator.experts.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.opendatagov.orchestrator.dataset.ColumnProfile;

/**
 * Minimal functional dependencies with up to three determinants, level by level: a sample refutes most, all rows verify the rest (the
 * two phases of HyFD, Papenbrock and Naumann 2016). Keys determine everything and constants are determined by anything, so neither is
 * told. What agrees by chance is left out: the combinations of several determinants must occur twice at the mean, a tenth of the values of
 * one must repeat, and there must be repeats enough for the dependent's variety.
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
        if (!repeating(determinants, groups)) {
            return;
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

    /** Whether so many repeats could have contradicted that agreement is no chance; one that occurs twice at the mean always tells. */
    private boolean telling(int size, Groups groups, int dependent) {
        boolean plain = size == 1 && groups.count() * 2 <= sample.rows();
        return plain || groups.repeats() * -Math.log(Math.min(1, sample.dominance(dependent))) >= CHANCE;
    }

    /**
     * Whether the determinants can repeat often enough. Groups of two at the mean make at least half as many pairs of equal rows as there are
     * rows; of a sample's pairs, those of all rows are estimated, and a fifth is left to chance.
     */
    private boolean repeating(List<Integer> determinants, Groups groups) {
        if (determinants.size() == 1) {
            ColumnProfile column = sample.columns().get(determinants.getFirst());
            return often(1, column.distinct() + (column.nulls() > 0 ? 1 : 0));
        }
        if (sample.rows() == sample.different()) {
            return often(determinants.size(), groups.count());
        }
        double thinned = (double) sample.different() / Math.max(1, sample.rows());
        return groups.pairs() * thinned * thinned >= 0.4 * sample.different();
    }

    private boolean often(int size, long groups) {
        return size == 1 ? groups <= 0.9 * sample.different() : groups * 2 <= sample.different();
    }

    private void verify(List<Integer> determinants, List<Integer> dependents) throws SQLException {
        if (asked++ >= verification.most()) {
            notes.add("%d determinants were verified on all rows and no more".formatted(verification.most()));
            return;
        }
        Verification.Determined holding = verification.determined(names(determinants), names(dependents));
        if (often(determinants.size(), holding.groups())) {
            dependents.stream()
                    .filter(dependent -> holding.dependents().contains(name(dependent)))
                    .forEach(dependent -> found.add(new Found(determinants, dependent)));
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
