package org.opendatagov.orchestrator.openlineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendatagov.orchestrator.openlineage.Events.changed;
import static org.opendatagov.orchestrator.openlineage.Events.run;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.adapter.postgres.TestLineage;
import org.slf4j.LoggerFactory;

class LineageFolderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant TIME = Instant.parse("2026-05-01T08:00:00Z");

    @TempDir
    private Path folder;

    private final TestLineage test = TestLineage.create();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private int written;

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(LineageFolder.class);
    }

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void leave() {
        logger().detachAppender(log);
    }

    private LineageFolder opened() {
        return new LineageFolder(test.intake(), Clock.fixed(TestLineage.NOW, ZoneOffset.UTC), folder, 2000);
    }

    private static Map<String, Object> event(String job) {
        return run(
                job,
                UUID.nameUUIDFromBytes(job.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                "COMPLETE",
                TIME,
                List.of("a"),
                List.of(job + "_out"));
    }

    private static String text(Object event) throws Exception {
        return JSON.writeValueAsString(event);
    }

    /** Appends, and dates the file so that it has settled and is another than before. */
    private void append(String name, String text) throws Exception {
        Path file = folder.resolve(name);
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        settled(file);
    }

    private void settled(Path file) throws Exception {
        Files.setLastModifiedTime(file, FileTime.from(TestLineage.NOW.minusSeconds(3_600 - written++)));
    }

    private List<String> jobs() {
        return test.lineage().jobs("", 100).stream()
                .map(job -> job.name())
                .sorted()
                .toList();
    }

    private List<String> told() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    void events_are_taken_a_line_each_as_a_list_and_alone_and_files_stay() throws Exception {
        append("lines.ndjson", text(event("one")) + "\n\n" + text(event("two")) + "\n");
        append("transport.json", text(event("three")) + "\n" + text(event("four")));
        append(
                "list.json",
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(List.of(event("five"), event("six"))));
        append("alone.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(event("seven")));
        append("notes.txt", text(event("never")));
        append(".hidden.json", text(event("never")));
        opened().look();

        assertThat(jobs()).containsExactly("five", "four", "one", "seven", "six", "three", "two");
        assertThat(folder).isDirectoryContaining("glob:**lines.ndjson");
        assertThat(told()).contains("Lineage events of 'list.json': 2 kept, 0 known before, 0 wrong");
    }

    @Test
    void what_is_wrong_is_told_with_file_line_and_field_and_the_rest_is_kept() throws Exception {
        append(
                "mixed.ndjson",
                String.join(
                        "\n",
                        text(event("one")),
                        "{\"secret\": ",
                        text(changed(event("two"), "yesterday", "eventTime")),
                        "7",
                        text(List.of(event("three"), changed(event("four"), null, "producer"))),
                        text(event("five")),
                        ""));
        append(
                "cut.json",
                "[\n" + text(event("six")) + ",\n" + text(event("seven")).substring(0, 50));
        append("none.json", "not json");
        append("empty.json", "");
        opened().look();

        assertThat(jobs()).containsExactly("five", "one", "six", "three");
        assertThat(told())
                .anyMatch(line -> line.startsWith("'mixed.ndjson', line 2: The line is no JSON"))
                .anyMatch(line -> line.startsWith("'mixed.ndjson', line 3: /eventTime:"))
                .anyMatch(line -> line.startsWith("'mixed.ndjson', line 4: An event must be a JSON object."))
                .anyMatch(line -> line.startsWith("'mixed.ndjson', line 5: /1/producer:"))
                .anyMatch(line -> line.startsWith("'cut.json', line 3: Here the file is no JSON"))
                .anyMatch(line -> line.startsWith("'none.json', line 1: Here the file is no JSON"))
                .contains("Lineage events of 'mixed.ndjson': 3 kept, 0 known before, 4 wrong")
                .contains("Lineage events of 'empty.json': 0 kept, 0 known before, 0 wrong")
                .noneMatch(line -> line.contains("secret"));
    }

    @Test
    void a_file_that_grows_is_read_on_and_one_that_is_another_anew() throws Exception {
        LineageFolder lineage = opened();
        String cut = text(event("two"));
        append("growing.ndjson", text(event("one")) + "\n" + cut.substring(0, 40));
        lineage.look();
        lineage.look();
        append("growing.ndjson", cut.substring(40) + "\n" + text(event("three")) + "\n");
        lineage.look();
        Files.writeString(folder.resolve("growing.ndjson"), text(event("four")) + "\n");
        settled(folder.resolve("growing.ndjson"));
        lineage.look();
        opened().look();

        assertThat(jobs()).containsExactly("four", "one", "three", "two");
        assertThat(told().stream().filter(line -> line.startsWith("Lineage")))
                .containsExactly(
                        "Lineage events of 'growing.ndjson': 1 kept, 0 known before, 1 wrong",
                        "Lineage events of 'growing.ndjson': 2 kept, 0 known before, 0 wrong",
                        "Lineage events of 'growing.ndjson': 1 kept, 0 known before, 0 wrong",
                        "Lineage events of 'growing.ndjson': 0 kept, 1 known before, 0 wrong");
    }

    @Test
    void a_file_that_is_still_written_waits_and_there_need_not_be_a_folder() throws Exception {
        append("fresh.ndjson", text(event("one")) + "\n");
        Files.setLastModifiedTime(folder.resolve("fresh.ndjson"), FileTime.from(TestLineage.NOW.minusMillis(500)));
        opened().look();
        new LineageFolder(test.intake(), Clock.systemUTC(), folder.resolve("none"), 0).look();

        assertThat(jobs()).isEmpty();
        assertThat(told()).isEmpty();
    }
}
