package org.opendatagov.orchestrator.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4BlockOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.xerial.snappy.SnappyOutputStream;

class LogReadingTest {
    @TempDir
    private Path folder;

    private interface Packer {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] packed(byte[] content, Packer packer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream packing = packer.around(out)) {
            packing.write(content);
        }
        return out.toByteArray();
    }

    private SparkApplication read(String name, byte[] content) throws IOException {
        return LogReading.read(name, List.of(Files.write(folder.resolve(name), content)));
    }

    private SparkApplication read(String text) throws IOException {
        return read("log", text.getBytes(StandardCharsets.UTF_8));
    }

    private void refused(String name, byte[] content, String why) {
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> read(name, content))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREADABLE_DATASET))
                .withMessageContaining(why)
                .satisfies(e -> assertThat(e.text()).doesNotContain(folder.toString()));
    }

    @Test
    void a_log_says_the_same_however_it_is_packed() throws IOException {
        byte[] plain = SparkLogFiles.content("failures");
        var expected = read("app", plain).stages().stream().map(Stage::describe).toList();
        assertThat(List.of(
                        read("app.gz", packed(plain, GZIPOutputStream::new)),
                        read("app.zstd", Zstd.compress(plain)),
                        read("app.zst", Zstd.compress(plain)),
                        read("app.lz4", packed(plain, LZ4BlockOutputStream::new)),
                        read("app.snappy", packed(plain, SnappyOutputStream::new)),
                        read("app.zstd.inprogress", Zstd.compress(plain))))
                .allSatisfy(application -> assertThat(application.stages().stream()
                                .map(Stage::describe)
                                .toList())
                        .isEqualTo(expected));
    }

    @Test
    void logs_packed_by_spark_itself_are_read() throws IOException {
        for (String name : List.of("plain.lz4", "plain.snappy")) {
            SparkApplication application = LogReading.read(name, List.of(SparkLogFiles.file(name)));
            assertThat(application.completed()).isTrue();
            assertThat(application.stages())
                    .hasSize(2)
                    .allSatisfy(stage -> assertThat(stage.tasks().complete()).isEqualTo(stage.numTasks()));
        }
    }

    @Test
    void the_parts_of_a_rolling_log_are_one_log() throws IOException {
        try (var files = Files.list(SparkLogFiles.rolling())) {
            SparkApplication application = LogReading.read("rolling", LogFiles.inOrder("rolling", files.toList()));
            assertThat(application.name()).isEqualTo("rolling");
            assertThat(application.completed()).isTrue();
        }
    }

    @Test
    void parts_are_read_by_number_and_a_compacted_one_replaces_its_predecessors() {
        List<Path> files = List.of(
                Path.of("events_10_app"),
                Path.of("events_2_app"),
                Path.of("events_1_app"),
                Path.of("events_2_app.compact"),
                Path.of("appstatus_app"));
        assertThat(LogFiles.inOrder("app", files))
                .containsExactly(Path.of("events_2_app.compact"), Path.of("events_10_app"));
    }

    @Test
    void a_log_that_is_cut_anywhere_is_analysed_as_far_as_it_goes() throws IOException {
        byte[] whole = SparkLogFiles.content("skew_by_data");
        int tasks = LogReadingTest.tasks(read("whole", whole));
        Random random = new Random(4);
        for (int round = 0; round < 30; round++) {
            int length = whole.length / 2 + random.nextInt(whole.length / 2 - 200);
            SparkApplication cut = read("cut", Arrays.copyOf(whole, length));
            assertThat(cut.completed()).isFalse();
            assertThat(cut.log().cutOff()).isEqualTo(whole[length - 1] != '\n' && whole[length] != '\n');
            assertThat(LogReadingTest.tasks(cut)).isLessThanOrEqualTo(tasks);
            assertThat(cut.log().warnings()).anyMatch(warning -> warning.contains("application's end"));
        }
    }

    private static int tasks(SparkApplication application) {
        return application.stages().stream()
                .mapToInt(stage -> stage.tasks().ended())
                .sum();
    }

    @Test
    void a_packed_log_that_breaks_off_counts_up_to_there() throws IOException {
        byte[] packed = packed(SparkLogFiles.content("skew_by_data"), GZIPOutputStream::new);
        SparkApplication cut = read("cut.gz", Arrays.copyOf(packed, packed.length * 3 / 4));
        assertThat(cut.log().cutOff()).isTrue();
        assertThat(cut.stages()).isNotEmpty();
    }

    @Test
    void events_and_fields_that_nobody_knows_are_passed_over_and_counted() throws IOException {
        SparkApplication application = read("""
                {"Event":"SparkListenerLogStart","Spark Version":"9.9.9"}
                {"Event":"com.acme.Custom","deep":[{"a":[1,2,{"b":null}]}],"Event":"again"}
                {"Event":"SparkListenerApplicationStart","App Name":"x","App ID":"app-1","Timestamp":1000,"New":{"a":[]}}
                not an event
                {"Event":"SparkListenerApplicationEnd","Timestamp":3000}
                """);
        assertThat(application.duration()).isEqualTo(2000);
        assertThat(application.log().unknownEvents()).containsEntry("com.acme.Custom", 1L);
        assertThat(application.log().unreadableLines()).isEqualTo(1);
        assertThat(application.log().warnings()).anyMatch(warning -> warning.startsWith("1 lines"));
    }

    @Test
    void what_is_no_log_of_sparks_is_refused_with_what_was_expected() throws IOException {
        refused("empty", new byte[0], "is empty");
        refused("text", "hello\nworld\n".getBytes(StandardCharsets.UTF_8), "first line is no event");
        refused("json", "{\"level\":\"INFO\",\"message\":\"x\"}\n".getBytes(StandardCharsets.UTF_8), "no event");
        refused("other", "{\"Event\":\"com.acme.Started\"}\n".getBytes(StandardCharsets.UTF_8), "no event of Spark's");
        refused("cut", "{\"Event\":\"SparkListenerLo".getBytes(StandardCharsets.UTF_8), "cut off in its first line");
        refused("app.gz", SparkLogFiles.content("gc"), "named like a gzip file");
        refused("app.zstd", packed(SparkLogFiles.content("gc"), GZIPOutputStream::new), "named like a zstandard file");
        refused("app.lzf", new byte[] {'Z', 'V', 1}, "lzf");
        refused("broken.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3}, "cannot be unpacked");
    }

    @Test
    void secrets_and_literals_do_not_leave() throws IOException {
        // Spark redacts what it writes since 2.2; before that a log holds secrets as they are.
        String log = new String(SparkLogFiles.content("sql"), StandardCharsets.UTF_8)
                .replace(Configuration.REDACTED, "not-to-be-seen");
        SparkApplication application = read(log);
        String shown = application.describe()
                + application.configuration().shown().toString()
                + application.sql().stream().map(SqlExecution::describe).toList()
                + application.stages().stream().map(Stage::describe).toList()
                + application.jobs().stream().map(Job::describe).toList();
        assertThat(application.configuration().shown())
                .containsEntry("spark.hadoop.fs.s3a.secret.key", Configuration.REDACTED);
        assertThat(log).contains("Jane Roe", "123-45-6789", "not-to-be-seen");
        assertThat(shown).doesNotContain("Jane Roe", "123-45-6789", "not-to-be-seen");
    }

    @Test
    void descriptions_lose_literals_comments_and_numbers_and_keep_places_in_programs() {
        assertThat(LogText.described("count at <console>:26")).isEqualTo("count at <console>:26");
        assertThat(LogText.described(
                        "SELECT * FROM t -- for jane\nWHERE ssn = '123-45-6789' AND age > 42 AND n = 'O''Brien'"))
                .isEqualTo("SELECT * FROM t WHERE ssn = ? AND age > ? AND n = ?");
        assertThat(LogText.described("mail to jane.roe@example.com")).isEqualTo("mail to *");
        assertThat(LogText.path("file:/home/jane/lake/day=2024-01-01/x?sig=abc"))
                .isEqualTo("file:/home/*/lake/day=*/x");
    }

    @Test
    void a_stage_of_more_tasks_than_are_kept_has_quantiles_of_an_even_sample() {
        TaskColumns columns = new TaskColumns();
        TaskEnd task = new TaskEnd();
        int tasks = TaskColumns.LIMIT * 4;
        for (int index = 0; index < tasks; index++) {
            task.clear();
            task.set(Metric.EXECUTOR_RUN_TIME, index);
            columns.add(task);
        }
        TaskDistributions distributions = columns.distributions();
        assertThat(distributions.exact()).isFalse();
        assertThat(distributions.tasks()).isEqualTo(tasks);
        assertThat(distributions.max(Metric.EXECUTOR_RUN_TIME)).isEqualTo(tasks - 1);
        assertThat(distributions.at(Metric.EXECUTOR_RUN_TIME, 0.0)).isZero();
        assertThat((double) distributions.median(Metric.EXECUTOR_RUN_TIME)).isBetween(tasks * 0.49, tasks * 0.51);
    }
}
