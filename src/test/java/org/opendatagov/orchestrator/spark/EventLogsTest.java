package org.opendatagov.orchestrator.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

class EventLogsTest {
    @TempDir
    private Path folder;

    private Path logs = Path.of("");

    @BeforeEach
    void folders() throws IOException {
        logs = Files.createDirectories(folder.resolve("logs"));
    }

    private Path log(String name, String application, String id, int minute) throws IOException {
        Path file = logs.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                {"Event":"SparkListenerLogStart","Spark Version":"3.5.7"}
                {"Event":"SparkListenerApplicationStart","App Name":"%s","App ID":"%s","Timestamp":1000}
                {"Event":"SparkListenerApplicationEnd","Timestamp":2000}
                """.formatted(application, id));
        return Files.setLastModifiedTime(file, FileTime.fromMillis(minute * 60_000L));
    }

    private EventLogs eventLogs() {
        return TestEventLogs.in(folder.resolve("data"), logs);
    }

    private static void fails(ErrorCode code, String why, Runnable call) {
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(call::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .withMessageContaining(why);
    }

    @Test
    void the_newest_log_of_an_application_is_found_by_its_name_or_id() throws IOException {
        log("app-1", "transform_sales", "app-1", 1);
        log("eventlog_v2_app-3/events_1_app-3", "transform_sales", "app-3", 3);
        log("app-2.inprogress", "transform_sales", "app-2", 2);
        log("app-9", "another", "app-9", 9);
        Files.writeString(logs.resolve("app-10"), "");
        Files.writeString(logs.resolve("notes.txt"), "transform_sales");
        assertThat(eventLogs().newest("transform_sales").application().id()).isEqualTo("app-3");
        assertThat(eventLogs().newest("app-1").application().id()).isEqualTo("app-1");
        assertThat(eventLogs().newest("transform_sales").location()).isEqualTo("eventlog_v2_app-3");
    }

    @Test
    void an_application_without_a_log_is_said_to_have_none() {
        fails(ErrorCode.DATASET_NOT_FOUND, "pipeline_id", () -> eventLogs().newest("unheard_of"));
        EventLogs unset = new EventLogs(
                TestDatasets.in(folder.resolve("data"), logs).rawFiles(), new LogFolders(new SparkSettings(List.of())));
        fails(ErrorCode.INVALID_INPUT, "orchestrator.spark.event-log-dirs", () -> unset.newest("x"));
    }

    @Test
    void a_link_out_of_the_folders_is_nobodys_log() throws IOException {
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Path log = log("app-1", "hidden", "app-1", 1);
        Files.move(log, outside.resolve("app-1"));
        Files.createSymbolicLink(logs.resolve("app-1"), outside.resolve("app-1"));
        fails(ErrorCode.DATASET_NOT_FOUND, "pipeline_id", () -> eventLogs().newest("hidden"));
    }

    @Test
    void a_location_is_held_to_the_rules_of_datasets() throws IOException {
        Path log = log("app-1", "x", "app-1", 1);
        assertThat(eventLogs().read(log.toString(), Map.of()).application().name())
                .isEqualTo("x");
        fails(ErrorCode.FORBIDDEN_LOCATION, "may not be read", () -> eventLogs().check("/etc/passwd"));
        fails(ErrorCode.FORBIDDEN_LOCATION, "may not be read", () -> eventLogs().check(logs + "/../data"));
        fails(ErrorCode.DATASET_NOT_FOUND, "no file", () -> eventLogs().check(logs + "/none"));
        log("b/one", "x", "app-1", 1);
        log("b/two", "x", "app-2", 1);
        fails(ErrorCode.UNREADABLE_DATASET, "2 files", () -> eventLogs().read(logs + "/b", Map.of()));
    }

    @Test
    void a_run_that_read_a_log_reads_no_other_one_for_it() throws IOException {
        String location = log("app-1", "x", "app-1", 1).toString();
        Map<String, String> pinned = eventLogs().read(location, Map.of()).fingerprints();
        assertThat(pinned).containsOnlyKeys(location);
        assertThat(eventLogs().read(location, pinned).application().name()).isEqualTo("x");
        log("app-1", "y", "app-1", 2);
        fails(ErrorCode.DATASET_CHANGED, "changed", () -> eventLogs().read(location, pinned));
    }
}
