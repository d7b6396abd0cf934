package org.opendatagov.orchestrator.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.samples.CustomerTransactions;
import org.springframework.util.unit.DataSize;

class DatasetsTest {
    @TempDir
    private Path folder;

    private Path allowed = Path.of("");
    private TestDatasets test = TestDatasets.in(Path.of("target/test-data/none"));

    @BeforeEach
    void create() throws IOException {
        allowed = Files.createDirectories(folder.resolve("allowed"));
        test = TestDatasets.in(folder.resolve("data"), DataSize.ofKilobytes(64), allowed);
    }

    private DatasetProfile profile(Path file) {
        Dataset dataset = test.datasets().open(file.toString(), Map.of());
        return test.datasets().profile(dataset);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(allowed.resolve(name), content);
    }

    private Path parquet(String name, String select) throws SQLException {
        Path file = allowed.resolve(name);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + select + ") TO " + Sql.literal(file.toString()) + " (FORMAT parquet)");
        }
        return file;
    }

    private static ColumnProfile column(DatasetProfile profile, String name) {
        return profile.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void assertFails(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void the_sample_has_fifteen_columns_of_which_three_are_personal() throws Exception {
        Path file = allowed.resolve("sample.parquet");
        CustomerTransactions.write(2000, file);
        DatasetProfile profile = profile(file);

        assertThat(profile.rows()).isEqualTo(2000);
        assertThat(profile.columns()).hasSize(15);
        assertThat(profile.columns())
                .filteredOn(column -> column.privacy().personal())
                .extracting(
                        ColumnProfile::name,
                        column -> column.privacy().classes().getFirst().name())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("email", "email"),
                        org.assertj.core.groups.Tuple.tuple("phone", "phone"),
                        org.assertj.core.groups.Tuple.tuple("ssn", "us_ssn"));
    }

    @Test
    void a_personal_column_shows_no_raw_value_and_another_its_figures() throws Exception {
        Path file = parquet(
                "people.parquet",
                "SELECT 100000000 + i * 7919 AS ssn, i * 1.5 AS salary, concat('p', i, '@example.com') AS mail FROM range(1000) t(i)");
        DatasetProfile profile = profile(file);

        ColumnProfile ssn = column(profile, "ssn");
        assertThat(ssn.privacy().personal()).isTrue();
        assertThat(ssn.minimum()).isEmpty();
        assertThat(ssn.numbers()).isEmpty();
        assertThat(ssn.topValues()).allMatch(top -> top.value().equals("999999999"));
        assertThat(column(profile, "salary").numbers().orElseThrow().maximum()).isEqualTo(1498.5);
        assertThat(profile.toString()).doesNotContain("100007919").doesNotContain("p7@example.com");
    }

    @Test
    void text_is_read_with_its_dialect_and_ragged_rows_are_reported() throws IOException {
        Path file = write(
                "orders.csv", "id;name;when\n1;a;2024-01-02\n2;b;2024-01-03\n3;c;2024-02-01;extra\n4;d;2024-03-01\n");
        DatasetProfile profile = profile(file);

        assertThat(profile.textFormat().orElseThrow().delimiter()).isEqualTo(";");
        assertThat(profile.textFormat().orElseThrow().raggedRows()).containsExactly(4L);
        assertThat(profile.rows()).isEqualTo(3);
        assertThat(profile.warnings()).hasSize(1);
    }

    @Test
    void one_malformed_value_makes_its_column_text_and_fails_nothing() throws IOException {
        StringBuilder csv = new StringBuilder("id,amount\n");
        for (int row = 0; row < 30_000; row++) {
            csv.append(row)
                    .append(',')
                    .append(row == 29_000 ? "n/a" : row + ".5")
                    .append('\n');
        }
        DatasetProfile profile = profile(write("amounts.csv", csv.toString()));

        assertThat(profile.rows()).isEqualTo(30_000);
        assertThat(column(profile, "amount").physicalType()).isEqualTo("VARCHAR");
        assertThat(column(profile, "amount").logicalType()).isEqualTo("decimal");
        assertThat(column(profile, "amount").logicalShare()).isLessThan(1);
    }

    @Test
    void json_lines_gzip_and_folders_of_parts_are_read() throws Exception {
        write("events.ndjson", "{\"a\":1,\"b\":{\"c\":\"x\"}}\n{\"a\":2,\"b\":{\"c\":\"y\"}}\n");
        assertThat(column(profile(allowed.resolve("events.ndjson")), "b").logicalType())
                .isEqualTo("nested");

        Path gz = allowed.resolve("t.csv.gz");
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(gz))) {
            out.write("a,b\n1,x\n2,y\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(profile(gz).rows()).isEqualTo(2);

        Files.createDirectories(allowed.resolve("sales/day=1"));
        Files.createDirectories(allowed.resolve("sales/day=2"));
        parquet("sales/day=1/a.parquet", "SELECT 1 AS x");
        parquet("sales/day=2/a.parquet", "SELECT 2 AS x");
        DatasetProfile profile = profile(allowed.resolve("sales"));
        assertThat(profile.rows()).isEqualTo(2);
        assertThat(profile.columns()).extracting(ColumnProfile::name).containsExactly("x", "day");
    }

    @Test
    void names_are_just_names() throws SQLException {
        Path file = parquet(
                "odd.parquet",
                "SELECT 1 AS \"\"\"; DROP TABLE x; --\", 2 AS \"new\nline\", 3 AS \"ünï → 字\", 4 AS \"it's\" FROM range(3)");
        assertThat(profile(file).columns())
                .extracting(ColumnProfile::name)
                .containsExactly("\"; DROP TABLE x; --", "new\nline", "ünï → 字", "it's");
    }

    @Test
    void zero_rows_and_empty_columns_are_no_trouble() throws SQLException {
        assertThat(profile(parquet("none.parquet", "SELECT 1 AS a, 'x' AS b WHERE false"))
                        .rows())
                .isZero();
        DatasetProfile nulls =
                profile(parquet("nulls.parquet", "SELECT NULL::INTEGER AS a, NULL::VARCHAR AS b FROM range(5)"));
        assertThat(nulls.columns())
                .allMatch(column -> column.nulls() == 5 && column.logicalType().equals("empty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty.parquet", "text.parquet", "truncated.parquet", "empty.csv", "bad.ndjson"})
    void what_is_no_such_file_is_refused_without_its_content(String name) throws Exception {
        Path whole = parquet("whole.parquet", "SELECT range AS a FROM range(1000)");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(allowed.resolve("truncated.parquet"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        write("empty.parquet", "");
        write("empty.csv", "");
        write("text.parquet", "secret 078-05-1120 is no parquet");
        write("bad.ndjson", "{\"a\": 1}\n{\"secret\": 078-05-1120\n");

        assertThatThrownBy(() -> profile(allowed.resolve(name)))
                .isInstanceOfSatisfying(OrchestratorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_DATASET);
                    assertThat(e.text()).contains(name).doesNotContain("078-05-1120");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../outside.csv",
                "http://127.0.0.1/a.csv",
                "file:///etc/passwd",
                "s3:/x",
                "allowed/*.csv",
                "",
                "upload:../../x.csv"
            })
    void what_lies_elsewhere_is_refused(String location) {
        assertFails(ErrorCode.FORBIDDEN_LOCATION, () -> test.datasets().check(location));
    }

    @Test
    void a_link_that_leads_out_is_refused() throws IOException {
        Path outside = Files.writeString(folder.resolve("outside.csv"), "a\n1\n");
        Path link = Files.createSymbolicLink(allowed.resolve("link.csv"), outside);
        assertFails(ErrorCode.FORBIDDEN_LOCATION, () -> test.datasets().check(link.toString()));
        test.locations().grant(outside);
        test.datasets().check(outside.toString());
    }

    @Test
    void a_missing_file_and_an_unknown_ending_are_told_apart() throws IOException {
        Path text = write("readme.txt", "x");
        assertFails(ErrorCode.DATASET_NOT_FOUND, () -> test.datasets().check(allowed + "/none.csv"));
        assertFails(ErrorCode.UNREADABLE_DATASET, () -> test.datasets().check(text.toString()));
        assertFails(
                ErrorCode.DATASET_NOT_FOUND,
                () -> test.datasets()
                        .check(Files.createDirectory(allowed.resolve("e")).toString()));
    }

    @Test
    void a_dataset_that_changes_is_noticed() throws IOException {
        Path file = write("a.csv", "a\n1\n");
        Dataset dataset = test.datasets().open(file.toString(), Map.of());
        write("a.csv", "a\n2\n3\n");
        assertFails(ErrorCode.DATASET_CHANGED, () -> test.datasets().profile(dataset));
        assertFails(
                ErrorCode.DATASET_CHANGED,
                () -> test.datasets().open(file.toString(), Map.of(file.toString(), dataset.fingerprint())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd')",
                "COPY (SELECT 1) TO '/tmp/out-of-here.csv'",
                "ATTACH '/tmp/other.db'",
                "INSTALL httpfs",
                "SET enable_external_access = true",
                "SET memory_limit = '100GB'"
            })
    void a_query_can_do_nothing_but_read_its_dataset(String sql) throws IOException {
        Path file = write("a.csv", "a\n1\n");
        Dataset dataset = test.datasets().open(file.toString(), Map.of());
        assertThatThrownBy(() -> test.datasets().query(dataset, connection -> {
                    try (var statement = connection.prepareStatement(sql)) {
                        return statement.execute();
                    }
                }))
                .isInstanceOf(OrchestratorException.class);
    }

    @Test
    void a_query_cannot_write_over_its_dataset() throws Exception {
        Path file = parquet("a.parquet", "SELECT 1 AS a");
        byte[] before = Files.readAllBytes(file);
        Dataset dataset = test.datasets().open(file.toString(), Map.of());
        String copy = "COPY (SELECT 42) TO " + Sql.literal(file.toRealPath().toString()) + " (USE_TMP_FILE false)";
        for (String sql : java.util.List.of(copy, "SELECT 1; " + copy, "EXPLAIN ANALYZE " + copy)) {
            assertFails(
                    ErrorCode.INTERNAL,
                    () -> test.datasets().query(dataset, connection -> {
                        try (var statement = connection.prepareStatement(sql)) {
                            return statement.execute();
                        }
                    }));
        }
        assertFails(ErrorCode.INTERNAL, () -> test.datasets().query(dataset, Connection::createStatement));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void a_query_reads_with_parameters_and_summaries() throws Exception {
        Dataset dataset = test.datasets()
                .open(parquet("a.parquet", "SELECT range AS a FROM range(9)").toString(), Map.of());
        for (String sql : java.util.List.of("SELECT count(*) FROM dataset WHERE a > ?", "SUMMARIZE dataset")) {
            boolean found = test.datasets().query(dataset, connection -> {
                try (var statement = connection.prepareStatement(sql)) {
                    if (sql.contains("?")) {
                        statement.setLong(1, 3);
                    }
                    return statement.executeQuery().next();
                }
            });
            assertThat(found).isTrue();
        }
    }

    @Test
    void an_interrupt_cancels_the_query() throws Exception {
        Dataset dataset = test.datasets().open(write("a.csv", "a\n1\n").toString(), Map.of());
        java.util.concurrent.CompletableFuture<Throwable> failed = new java.util.concurrent.CompletableFuture<>();
        java.util.concurrent.CountDownLatch started = new java.util.concurrent.CountDownLatch(1);
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                test.datasets().query(dataset, connection -> {
                    started.countDown();
                    try (var statement = connection.prepareStatement(
                            "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b")) {
                        return statement.executeQuery();
                    }
                });
            } catch (RuntimeException e) {
                failed.complete(e);
            }
        });
        started.await();
        caller.interrupt();
        assertThat(failed.get(10, java.util.concurrent.TimeUnit.SECONDS)).hasMessageContaining("cancelled");
        // The pool's threads are free again: both answer.
        assertThat(profile(write("b.csv", "a\n1\n")).rows()).isEqualTo(1);
        assertThat(profile(write("c.csv", "a\n1\n2\n")).rows()).isEqualTo(2);
    }

    @Test
    void uploads_are_kept_under_a_limit() {
        Dataset dataset = test.uploads()
                .store("../../x y.csv", new ByteArrayInputStream("a\n1\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(dataset.location()).startsWith("upload:").endsWith("/x y.csv");
        assertThat(test.datasets().profile(dataset).rows()).isEqualTo(1);
        assertFails(
                ErrorCode.TOO_LARGE,
                () -> test.uploads().store("big.csv", new ByteArrayInputStream(new byte[100_000])));
        assertFails(
                ErrorCode.UNREADABLE_DATASET,
                () -> test.uploads().store("a.exe", new ByteArrayInputStream(new byte[1])));
    }

    @Test
    void two_thousand_columns_are_profiled() throws Exception {
        StringBuilder select = new StringBuilder("SELECT ");
        for (int column = 0; column < 2000; column++) {
            select.append(column == 0 ? "" : ", ").append("range AS c").append(column);
        }
        assertThat(profile(parquet("wide.parquet", select + " FROM range(10)")).columns())
                .hasSize(2000);
    }
}
