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
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.support.ScriptedExpert;

/** The inbox of a real service, down to its database. Each test has files and contents of its own. */
class InboxTriggerTest extends TriggerTest {
    @BeforeAll
    @Override
    protected void start() {
        super.start();
    }

    @Override
    Map<String, Object> settings() {
        return Map.of();
    }

    private static Path inbox() {
        return folder.resolve("inbox");
    }

    /** Writes a file whose time is long past, so that it has settled. */
    private static Path drop(String name, String content) throws IOException {
        return dated(Files.writeString(inbox().resolve(name), content), -3600);
    }

    private static Path dated(Path file, long seconds) throws IOException {
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
    }

    private static void awaitReports(String name, int count) {
        await().until(() -> names("reports", name).size() == count);
    }

    private String fingerprint(String name) {
        return bean(Datasets.class)
                .open(inbox().resolve(name).toString(), Map.of())
                .fingerprint();
    }

    @Test
    void a_file_is_taken_once_stays_and_gets_its_report_in_every_form_when_its_run_has_ended() throws Exception {
        gate.close();
        drop("once.csv", "a\n1\n");
        awaitRuns("once.csv", "running");
        assertThat(names("reports", "once")).isEmpty();

        gate.open();
        awaitReports("once", 3);
        assertThat(names("reports", "once"))
                .allMatch(name -> name.matches("once[.]csv[.][0-9a-f-]{36}[.](html|json|md)"));
        assertThat(names("inbox", "once")).containsExactly("once.csv");
        assertThat(runs("idempotency_key", "once.csv")).containsExactly("inbox:" + fingerprint("once.csv"));
    }

    @Test
    void an_empty_file_is_told_of_beside_the_inbox() throws Exception {
        drop("hollow.parquet", "");
        await().until(() -> !names("reports", "hollow").isEmpty());
        assertThat(names("inbox", "hollow")).containsExactly("hollow.parquet");
    }

    @Test
    void the_same_content_under_another_name_is_the_same_run_with_a_report_for_each_name() throws Exception {
        drop("same-1.csv", "same\n1\n");
        awaitReports("same-1", 3);
        drop("same-2.csv", "same\n1\n");
        awaitReports("same-2", 3);
        assertThat(runs("id", ".csv").stream().filter(runs("id", "same-1.csv")::contains))
                .hasSize(1);
        assertThat(runs("id", "same-2.csv")).isEmpty();
    }

    @Test
    void after_a_restart_runs_go_on_reports_that_lack_are_written_and_nothing_runs_twice() throws Exception {
        drop("ended.csv", "ended\n1\n");
        awaitReports("ended", 3);
        gate.close();
        drop("open.csv", "open\n1\n");
        awaitRuns("open.csv", "running");
        stop();
        for (String report : names("reports", "ended")) {
            Files.delete(folder.resolve("reports").resolve(report));
        }

        start();
        awaitReports("ended", 3);
        awaitReports("open", 3);
        awaitRuns("ended.csv", "succeeded");
        awaitRuns("open.csv", "succeeded");
    }

    @Test
    void a_content_whose_run_failed_is_taken_again_when_it_is_dropped_again() throws Exception {
        experts().get("SchemaExpert").script(request -> {
            throw new OrchestratorException(ErrorCode.UNREADABLE_DATASET, "It holds no table.");
        });
        drop("failing.csv", "failing\n1\n");
        awaitReports("failing", 3);
        experts().get("SchemaExpert").script(ScriptedExpert::trivial);

        Instant later = Instant.now().minusSeconds(1);
        await().until(() -> later.plusSeconds(1).isBefore(Instant.now()));
        Path again = Files.writeString(inbox().resolve("failing.csv"), "failing\n1\n");
        Files.setLastModifiedTime(again, FileTime.from(later.plusSeconds(1)));
        awaitRuns("failing.csv", "failed", "succeeded");
        String key = "inbox:" + fingerprint("failing.csv");
        assertThat(runs("idempotency_key", "failing.csv"))
                .containsExactly(key, key + ":" + later.plusSeconds(1).toEpochMilli());
    }

    @Test
    void what_is_still_written_or_is_no_data_is_left_alone() throws Exception {
        List<String> others =
                List.of("x.csv.part", "x.tmp", "x.crdownload", ".x.csv", "_x.csv", "x.parquet.gz", "x.txt");
        for (String name : others) {
            drop(name, name);
        }
        dated(Files.writeString(inbox().resolve("slow.csv"), "half\n"), 3600);
        drop("last.csv", "whole\n1\n");
        awaitRuns("last.csv", "succeeded");
        assertThat(runs("id", "slow.csv")).isEmpty();

        Files.writeString(inbox().resolve("slow.csv"), "1\n", StandardOpenOption.APPEND);
        dated(inbox().resolve("slow.csv"), -60);
        awaitRuns("slow.csv", "succeeded");
        assertThat(runs("idempotency_key", "slow.csv")).containsExactly("inbox:" + fingerprint("slow.csv"));
        assertThat(others).allMatch(name -> runs("id", name).isEmpty());
    }

    @Test
    void a_refused_file_gets_a_report_that_says_why_and_is_not_tried_again() throws Exception {
        Path outside = Files.writeString(folder.resolve("outside.csv"), "outside\n1\n");
        dated(outside, -3600);
        Files.createSymbolicLink(inbox().resolve("<b>link.csv"), outside);
        awaitReports("<b>link", 1);
        Path refusal = folder.resolve("reports/<b>link.csv.refused.md");
        assertThat(refusal)
                .content()
                .startsWith("# &lt;b>link.csv was not onboarded\n\n")
                .contains("may not be read");
        Files.delete(refusal);

        drop("after-link.csv", "after\n1\n");
        awaitReports("after-link", 3);
        assertThat(refusal).doesNotExist();
        assertThat(runs("id", "link.csv").size() - runs("id", "after-link.csv").size())
                .isZero();
    }

    @Test
    void while_the_store_is_down_the_inbox_waits_and_then_goes_on() throws Exception {
        DatabaseOutage outage = new DatabaseOutage(database());
        outage.begin();
        try {
            drop("waiting.csv", "waiting\n1\n");
            await().pollDelay(java.time.Duration.ofSeconds(1))
                    .until(() -> names("reports", "waiting").isEmpty());
        } finally {
            outage.end();
        }
        awaitReports("waiting", 3);
        assertThat(names("reports", "waiting")).noneMatch(name -> name.endsWith("refused.md"));
        awaitRuns("waiting.csv", "succeeded");
    }

    @Test
    void without_a_bucket_nothing_lists_one() {
        CamelContext camel = bean(CamelContext.class);
        assertThat(camel.getRoutes()).extracting(route -> route.getId()).doesNotContain("trigger-s3");
        assertThat(camel.getRoute("trigger-inbox")).isNotNull();
    }
}
