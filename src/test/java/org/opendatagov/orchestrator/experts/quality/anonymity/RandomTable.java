package org.opendatagov.orchestrator.experts.quality.anonymity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A small table and what a program without a database counts of it, by the definitions alone. */
record RandomTable(List<Row> rows) {
    record Row(
            int q0,
            @Nullable String q1,
            @Nullable String word,
            @Nullable Double amount) {
        @Nullable
        Object value(String column) {
            return column.equals("word") ? word : amount;
        }

        List<Object> key() {
            return List.of(q0, String.valueOf(q1));
        }

        String sql() {
            return "(%d, %s, %s, %s)"
                    .formatted(
                            q0,
                            quoted(q1),
                            quoted(word),
                            amount == null ? "NULL" : "CAST(%s AS DOUBLE)".formatted(amount));
        }

        private static String quoted(@Nullable String text) {
            return text == null ? "CAST(NULL AS VARCHAR)" : "'" + text + "'";
        }
    }

    static RandomTable of(Random random) {
        int size = 1 + random.nextInt(60);
        int keys = 1 + random.nextInt(5);
        int words = 1 + random.nextInt(8);
        int amounts = 1 + random.nextInt(40);
        List<Row> rows = new ArrayList<>();
        for (int index = 0; index < size; index++) {
            rows.add(new Row(
                    random.nextInt(keys),
                    random.nextInt(6) == 0 ? null : "g" + random.nextInt(3),
                    random.nextInt(8) == 0 ? null : "w" + random.nextInt(words),
                    random.nextInt(8) == 0 ? null : random.nextInt(amounts) / 4.0));
        }
        return new RandomTable(rows);
    }

    String select() {
        return "SELECT * FROM (VALUES " + rows.stream().map(Row::sql).collect(Collectors.joining(", "))
                + ") AS t(q0, q1, word, amount)";
    }

    List<List<Row>> classes() {
        return List.copyOf(
                rows.stream().collect(Collectors.groupingBy(Row::key)).values());
    }

    double smallest() {
        return classes().stream().mapToInt(List::size).min().orElse(0);
    }

    double uniqueness() {
        return (double) classes().stream().filter(one -> one.size() == 1).count() / rows.size();
    }

    double risk() {
        return rows.stream()
                .mapToDouble(row -> 1.0 / classOf(row).size())
                .average()
                .orElse(0);
    }

    private List<Row> classOf(Row row) {
        return rows.stream().filter(other -> other.key().equals(row.key())).toList();
    }

    private static double share(List<Row> rows, String column, @Nullable Object value) {
        return (double) rows.stream()
                        .filter(row -> Objects.equals(row.value(column), value))
                        .count()
                / rows.size();
    }

    private static List<@Nullable Object> values(List<Row> rows, String column) {
        List<@Nullable Object> values = new ArrayList<>(new HashSet<>(
                rows.stream().map(row -> row.value(column)).collect(Collectors.toCollection(ArrayList::new))));
        Comparator<Object> natural = Comparator.comparingDouble(value -> value instanceof Double number ? number : 0);
        values.sort(Comparator.nullsFirst(natural));
        return values;
    }

    double diversity(String column) {
        return classes().stream()
                .mapToLong(one -> values(one, column).size())
                .min()
                .orElse(0);
    }

    double entropy(String column) {
        return classes().stream()
                .mapToDouble(one -> Math.exp(values(one, column).stream()
                        .mapToDouble(value -> share(one, column, value))
                        .map(share -> -share * Math.log(share))
                        .sum()))
                .min()
                .orElse(0);
    }

    double equal(String column) {
        return classes().stream()
                .mapToDouble(one -> values(rows, column).stream()
                                .mapToDouble(value -> Math.abs(share(one, column, value) - share(rows, column, value)))
                                .sum()
                        / 2)
                .max()
                .orElse(0);
    }

    /** Li et al. 2007, section 4.1: the sum of the absolute cumulated differences, by one less than there are values. */
    double ordered(String column) {
        List<@Nullable Object> values = values(rows, column);
        double greatest = 0;
        for (List<Row> one : classes()) {
            double cumulated = 0;
            double sum = 0;
            for (Object value : values) {
                cumulated += share(one, column, value) - share(rows, column, value);
                sum += Math.abs(cumulated);
            }
            greatest = Math.max(greatest, sum / Math.max(1, values.size() - 1));
        }
        return greatest;
    }
}
