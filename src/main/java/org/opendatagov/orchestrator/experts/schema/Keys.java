package org.opendatagov.orchestrator.experts.schema;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;

/**
 * Minimal candidate keys: single columns from the profile; where there is none, pairs and triples, refuted on a sample and verified on all
 * rows. A column with nulls, a floating number or a document is part of no key. Keys come with the likeliest primary key first.
 */
final class Keys {
    private static final int LARGEST = 3;
    private static final int COLUMNS = 20;

    private final Sample sample;
    private final Verification verification;
    private final Notes notes;
    private final List<List<Integer>> keys = new ArrayList<>();
    private int asked;

    Keys(Sample sample, Verification verification, Notes notes) {
        this.sample = sample;
        this.verification = verification;
        this.notes = notes;
    }

    static List<List<String>> single(DatasetProfile profile) {
        return profile.rows() < 2
                ? List.of()
                : profile.columns().stream()
                        .filter(column ->
                                usable(column) && column.distinct() == profile.rows() && !column.distinctApproximate())
                        .sorted(Comparator.<ColumnProfile>comparingInt(Keys::rank)
                                .thenComparingInt(ColumnProfile::position))
                        .map(column -> List.of(column.name()))
                        .toList();
    }

    private static boolean usable(ColumnProfile column) {
        boolean fits = switch (column.logicalType()) {
            case "nested", "empty", "json" -> false;
            default ->
                !column.physicalType().equals("FLOAT") && !column.physicalType().equals("DOUBLE");
        };
        return fits && column.nulls() == 0;
    }

    /** {@code id, order_id, orderId, sku_code, …}. */
    static boolean named(String name) {
        String label = "id|key|uuid|code|number|no|nr";
        return name.toLowerCase(Locale.ROOT).matches("(.*[^a-z])?(" + label + ")")
                || name.matches(".*[a-z](Id|ID|Key)");
    }

    /** How likely a column is meant as a key: by its name, then by its type; moments, amounts and prose are unique by chance. */
    private static int rank(ColumnProfile column) {
        boolean named = named(column.name());
        boolean typed = List.of("integer", "uuid", "identifier").contains(column.logicalType());
        boolean chance = List.of("timestamp", "date", "time", "decimal").contains(column.logicalType());
        return (named ? 0 : 2)
                + (typed ? 0 : 1)
                + (chance ? 2 : 0)
                + (column.privacy().personal() ? 1 : 0);
    }

    List<List<String>> composed() throws SQLException {
        List<Integer> columns = IntStream.range(0, sample.columns().size())
                .boxed()
                .filter(column -> usable(sample.columns().get(column)))
                .toList();
        if (columns.size() > COLUMNS) {
            notes.add("composed keys were sought among the first %d columns".formatted(COLUMNS));
        }
        for (int size = 2; size <= LARGEST; size++) {
            for (List<Integer> chosen : Combinations.of(Math.min(COLUMNS, columns.size()), size)) {
                consider(chosen.stream().map(columns::get).toList());
            }
        }
        notes.add("keys of up to %d columns were sought".formatted(LARGEST));
        return keys.stream()
                .sorted(Comparator.<List<Integer>>comparingInt(List::size).thenComparingInt(this::together))
                .map(this::names)
                .toList();
    }

    private void consider(List<Integer> chosen) throws SQLException {
        double combinations = chosen.stream()
                .mapToDouble(column -> sample.columns().get(column).distinct())
                .reduce(1, (one, other) -> one * other);
        boolean minimal = keys.stream().noneMatch(chosen::containsAll);
        if (!minimal || combinations < sample.rows() || repeats(chosen)) {
            return;
        }
        if (asked++ >= verification.most()) {
            notes.add("%d composed keys were verified and no more".formatted(verification.most()));
        } else if (verification.unique(names(chosen))) {
            keys.add(chosen);
        }
    }

    private boolean repeats(List<Integer> chosen) {
        Groups groups = sample.whole();
        for (int column : chosen) {
            groups = sample.split(groups, column);
        }
        return groups.repeats() > 0;
    }

    private int together(List<Integer> key) {
        return key.stream()
                .mapToInt(column -> rank(sample.columns().get(column)))
                .sum();
    }

    private List<String> names(List<Integer> chosen) {
        return chosen.stream()
                .map(column -> sample.columns().get(column).name())
                .toList();
    }
}
