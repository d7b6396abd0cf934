package org.opendatagov.orchestrator.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.problem.ErrorCode;

class InboxTriggerTest {
    private final FakeRuns runs = new FakeRuns();
    private final FakeDatasets datasets = new FakeDatasets();

    @TempDir
    private Path folder = Path.of("");

    private CamelContext camel = new org.apache.camel.impl.DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        FakeReports reports = new FakeReports(runs);
        ReportFiles files = new ReportFiles(reports, inbox());
        InboxTrigger trigger = new InboxTrigger(new OncePerContent(runs), runs, datasets, reports, files, inbox());
        camel = TriggerRoutes.start(
                Map.of("orchestrator.inbox", inbox().toString()), Map.of("inboxTrigger", trigger), "inbox", "s3");
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private Path inbox() {
        return folder.resolve("inbox");
    }

    /** Writes a file whose time is long past, so that it has settled. */
    private Path drop(String name, String content) throws IOException {
        Path file = Files.writeString(inbox().resolve(name), content);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
    }

    private List<String> names(String below) throws IOException {
        Path listed = folder.resolve(below);
        if (!Files.isDirectory(listed)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(listed)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_file_is_taken_once_stays_and_gets_its_report_in_every_form_when_its_run_has_ended() throws Exception {
        drop("a.csv", "x");
        await().until(() -> runs.keys().size() == 1);
        assertThat(names("reports")).isEmpty();

        runs.end(RunState.SUCCEEDED);
        await().until(() -> names("reports").size() == 3);
        assertThat(names("reports")).allMatch(name -> name.matches("a[.]csv[.][0-9a-f-]{36}[.](html|json|md)"));
        assertThat(names("inbox")).containsExactly("a.csv");
        assertThat(runs.keys()).containsExactly("inbox:x");
    }

    @Test
    void the_same_content_under_another_name_is_the_same_run_with_a_report_for_each_name() throws Exception {
        drop("a.csv", "x");
        await().until(() -> runs.keys().size() == 1);
        drop("b.csv", "x");
        runs.end(RunState.SUCCEEDED);
        await().until(() -> names("reports").size() == 6);
        assertThat(runs.keys()).hasSize(1);
    }

    @Test
    void after_a_restart_a_run_that_has_ended_gets_the_report_that_it_lacks_and_no_second_run() throws Exception {
        drop("a.csv", "x");
        await().until(() -> runs.keys().size() == 1);
        stop();
        runs.end(RunState.SUCCEEDED);
        start();
        await().until(() -> names("reports").size() == 3);
        assertThat(runs.keys()).hasSize(1);
    }

    @Test
    void a_content_whose_run_failed_is_taken_again_when_it_is_dropped_again() throws Exception {
        drop("a.csv", "x");
        await().until(() -> runs.keys().size() == 1);
        runs.end(RunState.FAILED);
        await().until(() -> names("reports").size() == 3);

        Path again = drop("a.csv", "x");
        Instant later = Instant.now().plusMillis(5);
        Files.setLastModifiedTime(again, FileTime.from(later));
        await().until(() -> runs.keys().size() == 2);
        assertThat(runs.keys()).containsExactly("inbox:x", "inbox:x:" + later.toEpochMilli());
    }

    @Test
    void what_is_still_written_or_is_no_data_is_left_alone() throws Exception {
        for (String name :
                List.of("a.csv.part", "a.tmp", "a.crdownload", ".a.csv", "_a.csv", "a.parquet.gz", "a.txt")) {
            drop(name, name);
        }
        Files.setLastModifiedTime(
                drop("slow.csv", "half"), FileTime.from(Instant.now().plusSeconds(60)));
        drop("last.csv", "whole");
        await().until(() -> !runs.keys().isEmpty());
        assertThat(runs.keys()).containsExactly("inbox:whole");

        Files.writeString(inbox().resolve("slow.csv"), " and whole", StandardOpenOption.APPEND);
        Files.setLastModifiedTime(
                inbox().resolve("slow.csv"), FileTime.from(Instant.now().minusSeconds(60)));
        await().until(() -> runs.keys().size() == 2);
        assertThat(runs.keys()).containsExactly("inbox:whole", "inbox:half and whole");
    }

    @Test
    void a_refused_file_gets_a_report_that_says_why_and_is_not_tried_again() throws Exception {
        runs.refuse(ErrorCode.UNREADABLE_DATASET, "It is <b>no</b> data.");
        drop("bad.csv", "x");
        await().until(() -> names("reports").equals(List.of("bad.csv.refused.md")));
        assertThat(folder.resolve("reports/bad.csv.refused.md"))
                .hasContent("# bad.csv was not onboarded\n\nIt is &lt;b>no&lt;/b> data.\n");
        int asked = datasets.asked();

        drop("good.csv", "y");
        await().until(() -> names("reports").size() == 2);
        assertThat(datasets.asked()).isEqualTo(asked + 1);
    }

    @Test
    void what_is_down_is_asked_again_until_it_is_back() throws Exception {
        runs.refuse(ErrorCode.UNAVAILABLE, "The store is down.");
        drop("a.csv", "x");
        await().until(() -> datasets.asked() >= 2);
        assertThat(names("reports")).isEmpty();

        runs.acceptAgain();
        await().until(() -> runs.keys().size() == 1);
    }

    @Test
    void without_a_bucket_nothing_lists_one() {
        assertThat(camel.getRoutes()).extracting(route -> route.getId()).doesNotContain("trigger-s3");
        assertThat(camel.getRoute("trigger-inbox")).isNotNull();
    }
}
