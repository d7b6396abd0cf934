package org.opendatagov.orchestrator.experts.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.support.ParquetFile;

class StructureTest {
    private static final int LARGEST = 3;

    @TempDir
    Path folder;

    static IntStream seeds() {
        return new Random()
                .ints(4)
                .mapToObj(seed -> IntStream.of(seed))
                .reduce(IntStream.range(0, 40), IntStream::concat);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keys_and_dependencies_are_those_of_the_definitions(int seed) {
        Oracle table = table(new Random(seed));
        Structure structure = structure(select(table));

        Set<List<String>> keys = table.keys(LARGEST);
        Set<List<String>> single = keys.stream().filter(key -> key.size() == 1).collect(Collectors.toSet());
        assertThat(structure.keys()).as("keys").containsExactlyInAnyOrderElementsOf(single.isEmpty() ? keys : single);
        Set<Dependency> told =
                table.dependencies(LARGEST).stream().filter(table::told).collect(Collectors.toSet());
        assertThat(structure.dependencies()).as("dependencies").doesNotHaveDuplicates();
        assertThat(new HashSet<>(structure.dependencies())).as("dependencies").isEqualTo(told);
    }

    @Test
    void a_dependency_that_one_row_of_many_contradicts_is_none() {
        String rows =
                "SELECT i AS id, i % 700 AS code, CASE WHEN i = 299999 THEN 'odd' ELSE 'n' || (i % 700) // 7 END AS name FROM range(300000) AS numbers(i)";
        Structure structure = structure(rows);

        assertThat(structure.keys()).containsExactly(List.of("id"));
        assertThat(structure.dependencies()).isEmpty();
    }

    @Test
    void dependencies_of_a_large_table_are_found_through_the_sample() {
        Structure structure = structure("""
                SELECT i // 4 AS order_no, i % 4 AS line, (i // 4) % 9000 AS customer, 'c' || ((i // 4) % 9000) // 3 AS city, 1 + hash(i, 'q') % 9 AS quantity,
                    CAST(100 + hash(i, 'p') % 900 AS BIGINT) AS price, (1 + hash(i, 'q') % 9) * CAST(100 + hash(i, 'p') % 900 AS BIGINT) AS amount
                FROM range(400000) AS numbers(i)""");

        assertThat(structure.keys()).first().isEqualTo(List.of("order_no", "line"));
        assertThat(structure.dependencies().stream().map(Dependency::text))
                .contains(
                        "order_no → customer",
                        "customer → city",
                        "quantity + price → amount",
                        "quantity + amount → price",
                        "price + amount → quantity")
                .doesNotContain("city → customer", "order_no → city + customer", "customer → order_no");
    }

    @Test
    void the_search_says_where_it_stopped() {
        String columns = IntStream.range(0, 45)
                .mapToObj(column -> "hash(i, " + column + ") % 5 AS c" + column)
                .collect(Collectors.joining(", "));
        Structure structure = structure("SELECT " + columns + " FROM range(2000) AS numbers(i)");

        assertThat(structure.notes()).anyMatch(note -> note.contains("only the first 40 of 45 columns"));
        assertThat(structure.notes()).anyMatch(note -> note.contains("in part: 3000 combinations"));
    }

    private Structure structure(String select) {
        Path file = ParquetFile.write(folder.resolve("table.parquet"), select);
        Datasets datasets = TestDatasets.in(folder.resolve("work"), folder).datasets();
        Dataset dataset = datasets.open(file.toString(), Map.of());
        DatasetProfile profile = datasets.profile(dataset);
        return datasets.query(dataset, connection -> Structure.find(connection, profile));
    }

    /** Few columns with few values, some of them following from others, some null, some rows twice. */
    private static Oracle table(Random random) {
        int columns = 2 + random.nextInt(4);
        int rows = 2 + random.nextInt(random.nextBoolean() ? 12 : 120);
        boolean id = random.nextInt(4) == 0;
        int[] variety = random.ints(columns, 1, 3 + random.nextInt(rows)).toArray();
        List<List<Optional<String>>> all = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            List<Optional<String>> values = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                values.add(value(random, values, variety, column));
            }
            if (id) {
                values.set(0, Optional.of("id" + row));
            }
            all.add(values);
        }
        if (random.nextInt(3) == 0) {
            all.add(all.getFirst());
        }
        return new Oracle(
                IntStream.range(0, columns)
                        .mapToObj(column -> "column " + column)
                        .toList(),
                all);
    }

    private static Optional<String> value(Random random, List<Optional<String>> before, int[] variety, int column) {
        boolean follows = column > 0 && variety[column] % 2 == 0;
        int number = follows
                ? Math.floorMod(before.subList(Math.max(0, column - 2), column).hashCode(), variety[column] + 1)
                : random.nextInt(variety[column]);
        return number == 0 && variety[column] % 3 == 0 ? Optional.empty() : Optional.of("v" + number);
    }

    private static String select(Oracle table) {
        String values = table.rows().stream()
                .map(row -> row.stream()
                        .map(value -> value.map(text -> "'" + text + "'").orElse("CAST(NULL AS VARCHAR)"))
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        String names = table.columns().stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        return "SELECT * FROM (VALUES " + values + ") AS t(" + names + ")";
    }
}
