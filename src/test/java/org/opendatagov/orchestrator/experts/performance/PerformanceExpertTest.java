package org.opendatagov.orchestrator.experts.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.spark.SparkLogFiles;
import org.opendatagov.orchestrator.spark.TestEventLogs;
import org.opendatagov.orchestrator.support.Calls;
import org.opendatagov.orchestrator.support.ResultCheck;

/** What is concluded from logs that a real Spark wrote, each of an application with one known trouble. */
class PerformanceExpertTest {
    @TempDir
    private Path folder;

    private PerformanceExpert expert() throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        for (String name : SparkLogFiles.NAMES) {
            Files.write(logs.resolve(name), SparkLogFiles.content(name));
        }
        return new PerformanceExpert(
                TestEventLogs.in(folder.resolve("data"), logs),
                TestDatasets.in(folder.resolve("plans"), logs).rawFiles());
    }

    private ExpertReport report(String action, Map<String, Object> inputs) throws IOException {
        return expert().perform(Calls.of(action, inputs));
    }

    private JsonNode analyze(String log) throws IOException {
        Map<String, Object> inputs =
                Map.of("event_log", folder.resolve("logs").resolve(log).toString());
        return ResultCheck.valid(PerformanceSchemas.ANALYZE, report("analyze_execution_plan", inputs));
    }

    private static List<JsonNode> diagnoses(JsonNode result, String cause) {
        List<JsonNode> found = new ArrayList<>();
        result.path("diagnoses").forEach(diagnosis -> {
            if (diagnosis.path("cause").asText().equals(cause)) {
                found.add(diagnosis);
            }
        });
        return found;
    }

    private static List<String> causes(JsonNode result) {
        return result.path("diagnoses").findValuesAsText("cause").stream()
                .distinct()
                .toList();
    }

    private static JsonNode only(JsonNode result, String cause) {
        List<JsonNode> found = diagnoses(result, cause);
        assertThat(found).as("%s of %s", cause, causes(result)).hasSize(1);
        return found.getFirst();
    }

    @Test
    void one_key_with_nearly_all_of_the_data_is_skewed_data() throws IOException {
        JsonNode result = analyze("skew_by_data");
        JsonNode skew = only(result, "data_skew");
        assertThat(skew.path("stage_ids").toString()).isEqualTo("[1]");
        assertThat(skew.path("figures").path("max_bytes_read").asLong()).isGreaterThan(130_000_000);
        assertThat(skew.path("figures").path("bytes_ratio").asDouble()).isBetween(14.0, 16.0);
        assertThat(skew.path("saved_seconds").asDouble()).isBetween(3.0, 6.0);
        assertThat(causes(result)).doesNotContain("slow_node", "straggling_tasks", "spill", "gc_pressure");
    }

    @Test
    void even_data_that_takes_long_on_one_host_is_a_slow_node() throws IOException {
        JsonNode result = analyze("skew_by_node");
        JsonNode slow = only(result, "slow_node");
        assertThat(slow.path("figures").path("host").asText()).isEqualTo("127.0.0.3");
        assertThat(slow.path("stage_ids").toString()).isEqualTo("[1]");
        assertThat(causes(result)).doesNotContain("data_skew", "spill", "gc_pressure");
    }

    @Test
    void data_that_goes_to_disk_is_spill_with_the_partitions_that_would_fit() throws IOException {
        JsonNode result = analyze("spill");
        JsonNode spill = only(result, "spill");
        assertThat(spill.path("stage_ids").toString()).isEqualTo("[1]");
        assertThat(spill.path("figures").path("memory_bytes_spilled").asLong()).isEqualTo(385_875_232);
        assertThat(spill.path("settings").path("spark.sql.shuffle.partitions").asInt())
                .isGreaterThan(2);
        assertThat(causes(result)).doesNotContain("gc_pressure", "data_skew");
    }

    @Test
    void a_heap_full_of_objects_is_pressure_of_garbage_collection_without_spill() throws IOException {
        JsonNode result = analyze("gc");
        JsonNode gc = only(result, "gc_pressure");
        assertThat(gc.path("severity").asText()).isEqualTo("critical");
        assertThat(gc.path("figures").path("gc_share").asDouble()).isBetween(0.39, 0.41);
        assertThat(causes(result)).doesNotContain("spill");
    }

    @Test
    void many_files_of_a_kilobyte_are_small_files_both_written_and_read() throws IOException {
        List<JsonNode> small = diagnoses(analyze("small_files"), "small_files");
        assertThat(small)
                .extracting(
                        diagnosis -> diagnosis.path("figures").path("access").asText())
                .containsExactlyInAnyOrder("read", "write");
        assertThat(small)
                .allSatisfy(diagnosis -> assertThat(
                                diagnosis.path("figures").path("files").asInt())
                        .isEqualTo(150));
    }

    @Test
    void thousands_of_tasks_with_next_to_nothing_to_do_are_small_tasks() throws IOException {
        JsonNode small = only(analyze("small_tasks"), "small_tasks");

        assertThat(small.path("figures").path("tasks").asInt()).isEqualTo(5_200);
        assertThat(small.path("figures").path("median_duration").asInt()).isLessThan(500);
    }

    @Test
    void sixty_partitions_for_six_keys_are_nearly_all_empty() throws IOException {
        JsonNode empty = only(analyze("empty_partitions"), "empty_partitions");

        assertThat(empty.path("figures").path("partitions").asInt()).isEqualTo(60);
        assertThat(empty.path("figures").path("active_partitions").asInt()).isEqualTo(6);
    }

    /** One of four cores has work, for the half minute that the only task takes. */
    @Test
    void executors_without_a_task_are_idle() throws IOException {
        JsonNode idle = only(analyze("idle_executors"), "idle_executors");

        assertThat(idle.path("figures").path("peak_executors").asInt()).isEqualTo(2);
        assertThat(idle.path("figures").path("peak_cores").asInt()).isEqualTo(4);
        assertThat(idle.path("figures").path("busy_core_seconds").asInt()).isBetween(30, 34);
        assertThat(idle.path("figures").path("idle_share").asDouble()).isBetween(0.75, 0.9);
    }

    @Test
    void a_task_that_asks_for_more_than_the_heap_runs_out_of_memory() throws IOException {
        JsonNode result = analyze("out_of_memory");
        JsonNode memory = only(result, "out_of_memory");

        assertThat(memory.path("severity").asText()).isEqualTo("critical");
        assertThat(memory.path("figures").path("stages_out_of_memory").asInt()).isEqualTo(1);
        assertThat(memory.path("figures").path("executors_killed").asInt()).isEqualTo(1);
        assertThat(causes(result)).doesNotContain("small_tasks", "spill", "slow_node");
    }

    @Test
    void tasks_that_fail_and_executors_that_go_are_told_apart() throws IOException {
        JsonNode result = analyze("failures");
        JsonNode tasks = only(result, "failed_tasks");
        assertThat(tasks.path("stage_ids").toString()).isEqualTo("[0]");
        assertThat(tasks.path("figures").path("failed_tasks").asInt()).isEqualTo(40);
        assertThat(tasks.path("figures").path("failures").toString()).contains("java.lang.IllegalStateException");
        JsonNode executors = only(result, "failed_executors");
        assertThat(executors.path("stage_ids").toString()).isEqualTo("[1]");
        assertThat(executors.path("figures").path("failed_executors").asInt()).isEqualTo(1);
        assertThat(only(result, "out_of_memory")
                        .path("figures")
                        .path("executors_killed")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void plans_show_missed_pruning_a_join_to_broadcast_and_a_cross_join() throws IOException {
        JsonNode result = analyze("sql");
        JsonNode pruning = only(result, "missed_partition_pruning");
        assertThat(pruning.path("figures").path("partition_columns").toString()).isEqualTo("[\"day\"]");
        assertThat(pruning.path("figures").path("partitions_read").asInt()).isEqualTo(20);
        assertThat(only(result, "broadcast_candidate")
                        .path("figures")
                        .path("columns")
                        .toString())
                .contains("customer");
        assertThat(only(result, "cross_join")
                        .path("figures")
                        .path("output_rows")
                        .asLong())
                .isEqualTo(1_000_000);
    }

    @Test
    void what_the_next_tasks_need_is_shared() throws IOException {
        expert();
        ExpertReport report = report(
                "analyze_execution_plan",
                Map.of("event_log", folder.resolve("logs/sql").toString()));
        assertThat(report.context())
                .containsKeys("compute", "saved_seconds", "pipeline", "input_datasets", "skewed_stages", "causes");
        assertThat(String.valueOf(report.context().get("compute"))).contains("hours=", "executors=1", "cores=2");
        assertThat(String.valueOf(report.context().get("input_datasets")))
                .contains("partition_columns=[day]", "pruned=false", "pruned=true");
    }

    @Test
    void literals_and_what_exceptions_quote_do_not_leave() throws IOException {
        expert();
        for (String log : List.of("sql", "failures")) {
            String location = folder.resolve("logs").resolve(log).toString();
            for (String action : List.of("analyze_execution_plan", "suggest_query_optimization", "tune_resources")) {
                assertThat(ResultCheck.text(report(action, Map.of("event_log", location))))
                        .doesNotContain("Jane Roe", "123-45-6789", "not-to-be-seen", "jane.roe", "name 999");
            }
        }
    }

    @Test
    void settings_follow_from_the_figures_and_rewrites_from_the_plans() throws IOException {
        expert();
        JsonNode tuned = ResultCheck.valid(
                PerformanceSchemas.TUNE,
                report(
                        "tune_resources",
                        Map.of("event_log", folder.resolve("logs/gc").toString())));
        assertThat(tuned.path("settings")
                        .path("spark.driver.memory")
                        .path("because")
                        .toString())
                .contains("gc_pressure");
        JsonNode rewritten = ResultCheck.valid(
                PerformanceSchemas.SUGGEST, report("suggest_query_optimization", Map.of("pipeline_id", "sql")));
        assertThat(rewritten.path("rewrites").findValuesAsText("cause"))
                .contains("missed_partition_pruning", "broadcast_candidate", "cross_join");
    }

    @Test
    void an_application_that_takes_longer_than_expected_is_late() throws IOException {
        expert();
        ExpertReport report =
                report("analyze_execution_plan", Map.of("pipeline_id", "skew_by_data", "expected_duration", "5s"));
        assertThat(report.findings()).anyMatch(finding -> finding.title().equals("It takes longer than expected"));
        assertThat(String.valueOf(report.result().get("expected"))).contains("met=false");
        for (String wrong : List.of("soon", "-5s", "0s", "PT0S", "999999999999d")) {
            assertThatExceptionOfType(OrchestratorException.class)
                    .isThrownBy(() -> report(
                            "analyze_execution_plan",
                            Map.of("pipeline_id", "skew_by_data", "expected_duration", wrong)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                    .satisfies(e ->
                            assertThat(e.problems()).extracting(Problem::path).containsExactly("/expected_duration"));
        }
    }

    @Test
    void a_log_that_is_cut_off_says_so_among_the_findings() throws IOException {
        expert();
        byte[] whole = SparkLogFiles.content("skew_by_data");
        Path cut = folder.resolve("logs/cut");
        Files.write(cut, Arrays.copyOf(whole, whole.length - 300));
        ExpertReport report = report("analyze_execution_plan", Map.of("event_log", cut.toString()));
        assertThat(String.valueOf(report.result().get("warnings"))).contains("cut off");
        assertThat(report.findings()).anyMatch(finding -> finding.title().equals("The log is not whole"));
        assertThat(report.fingerprints()).isEmpty();
    }
}
