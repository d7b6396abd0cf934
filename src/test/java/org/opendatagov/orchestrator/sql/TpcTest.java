package org.opendatagov.orchestrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The queries of TPC-H and TPC-DS, as Spark's own tests have them, against what Spark's optimiser reads for them: the columns of
 * the scans in the plans that those tests approve. Direct and indirect sources together must be these columns and no others.
 */
class TpcTest {
    private static final Pattern SCAN =
            Pattern.compile("Scan parquet (?:spark_catalog\\.default\\.)?(\\w+) \\[([^\\]]*)\\]");

    static Stream<String> queriesOfTpcDs() {
        Stream<String> variants = Stream.of("14a", "14b", "23a", "23b", "24a", "24b", "39a", "39b");
        Stream<String> plain = IntStream.rangeClosed(1, 99)
                .filter(number -> !Set.of(14, 23, 24, 39).contains(number))
                .mapToObj(String::valueOf);
        return Stream.concat(plain, variants);
    }

    @ParameterizedTest
    @MethodSource("queriesOfTpcDs")
    void a_query_of_tpc_ds_reads_the_columns_that_spark_reads(String number) throws IOException {
        String sql = resource("/tpcds/q" + number + ".sql");
        String plan = resource("/tpcds-plan-stability/approved-plans-v1_4/q" + number + "/simplified.txt");

        assertThat(sources(read(sql, "tpcds"))).isEqualTo(scanned(plan, sql));
    }

    static Stream<String> newerQueriesOfTpcDs() {
        return Stream.of(("10a 11 12 14 14a 18a 20 22 22a 24 27a 34 35 35a 36a"
                        + " 47 49 51a 57 5a 6 64 67a 70a 72 74 75 77a 78 80a 86a 98")
                .split(" "));
    }

    @ParameterizedTest
    @MethodSource("newerQueriesOfTpcDs")
    void a_newer_query_of_tpc_ds_reads_the_columns_that_spark_reads(String number) throws IOException {
        String sql = resource("/tpcds-v2.7.0/q" + number + ".sql");
        String plan = resource("/tpcds-plan-stability/approved-plans-v2_7/q" + number + "/simplified.txt");

        assertThat(sources(read(sql, "tpcds"))).isEqualTo(scanned(plan, sql));
    }

    /** But for query 6: Spark proves on empty tables that it has no rows, and plans no scan. */
    static Stream<Integer> queriesOfTpcH() {
        return IntStream.rangeClosed(1, 22).filter(number -> number != 6).boxed();
    }

    @ParameterizedTest
    @MethodSource("queriesOfTpcH")
    void a_query_of_tpc_h_reads_the_columns_that_spark_reads(int number) throws IOException {
        String sql = resource("/tpch/q" + number + ".sql");
        String plan = resource("/tpch-plan-stability/q" + number + "/simplified.txt");

        assertThat(sources(read(sql, "tpch"))).isEqualTo(scanned(plan, sql));
    }

    static Stream<String> columnsOfTpcH() throws IOException {
        String all = resource("/sql/tpch-columns.txt");
        return Arrays.stream(all.substring(all.indexOf('\n') + 1).split("(?m)^(?=q)")).toList().stream();
    }

    @ParameterizedTest
    @MethodSource("columnsOfTpcH")
    void every_column_of_tpc_h_has_its_sources(String expected) throws IOException {
        String id = expected.substring(0, expected.indexOf(' '));
        StatementLineage read =
                read(resource("/tpch/" + id + ".sql"), "tpch").statements().getFirst();
        String told = id + " <- " + read.inputs().stream().sorted().collect(Collectors.joining(", ")) + "\n"
                + read.columns().stream().map(TpcTest::told).collect(Collectors.joining());

        assertThat(told).isEqualToNormalizingWhitespace(expected);
    }

    /** Names of columns are unique in TPC-H, so that the table need not be told. */
    private static String told(ColumnLineage column) {
        return column.sources().stream()
                .map(source -> source.column().substring(source.column().indexOf('.') + 1))
                .sorted()
                .collect(Collectors.joining(", ", "    " + column.target() + " <- ", "\n"));
    }

    private static ScriptLineage read(String sql, String benchmark) throws IOException {
        ScriptLineage lineage = Lineages.of("spark", sql, resource("/sql/" + benchmark + "-tables.txt"));
        assertThat(lineage.faults()).isEmpty();
        assertThat(lineage.statements())
                .allSatisfy(statement -> assertThat(statement.unresolved()).isEmpty());
        return lineage;
    }

    private static Set<String> sources(ScriptLineage lineage) {
        Set<String> sources = new TreeSet<>();
        for (StatementLineage statement : lineage.statements()) {
            statement.columns().forEach(column -> column.sources().forEach(source -> sources.add(source.column())));
            statement.indirect().forEach(source -> sources.add(source.column()));
        }
        return sources;
    }

    /** The scans of a plan; a column by which a table is partitioned is listed even if the query does not know it. */
    private static Set<String> scanned(String plan, String sql) {
        Set<String> scanned = new TreeSet<>();
        Matcher scan = SCAN.matcher(plan);
        while (scan.find()) {
            Arrays.stream(scan.group(2).split(","))
                    .filter(column -> !column.isBlank())
                    .filter(column -> !column.endsWith("_date_sk") || sql.contains(column))
                    .forEach(column -> scanned.add(scan.group(1) + "." + column));
        }
        return scanned;
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = TpcTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
