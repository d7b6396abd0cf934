package org.opendatagov.orchestrator.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendatagov.orchestrator.spark.RawLog.at;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The figures of real logs, against plain loops over the same logs. */
class StageFiguresTest {
    private static final Map<Metric, ToLongFunction<JsonNode>> MEASURED = new LinkedHashMap<>();

    static {
        String metrics = "/Task Metrics/";
        MEASURED.put(Metric.DURATION, RawLog::duration);
        MEASURED.put(Metric.SCHEDULER_DELAY, RawLog::schedulerDelay);
        MEASURED.put(Metric.EXECUTOR_RUN_TIME, at(metrics + "Executor Run Time"));
        MEASURED.put(Metric.EXECUTOR_CPU_TIME, at(metrics + "Executor CPU Time"));
        MEASURED.put(Metric.EXECUTOR_DESERIALIZE_TIME, at(metrics + "Executor Deserialize Time"));
        MEASURED.put(Metric.JVM_GC_TIME, at(metrics + "JVM GC Time"));
        MEASURED.put(Metric.RESULT_SIZE, at(metrics + "Result Size"));
        MEASURED.put(Metric.MEMORY_BYTES_SPILLED, at(metrics + "Memory Bytes Spilled"));
        MEASURED.put(Metric.DISK_BYTES_SPILLED, at(metrics + "Disk Bytes Spilled"));
        MEASURED.put(Metric.PEAK_EXECUTION_MEMORY, at(metrics + "Peak Execution Memory"));
        MEASURED.put(Metric.INPUT_BYTES, at(metrics + "Input Metrics/Bytes Read"));
        MEASURED.put(Metric.INPUT_RECORDS, at(metrics + "Input Metrics/Records Read"));
        MEASURED.put(Metric.OUTPUT_BYTES, at(metrics + "Output Metrics/Bytes Written"));
        MEASURED.put(Metric.OUTPUT_RECORDS, at(metrics + "Output Metrics/Records Written"));
        MEASURED.put(
                Metric.SHUFFLE_READ_BYTES,
                at(
                        metrics + "Shuffle Read Metrics/Remote Bytes Read",
                        metrics + "Shuffle Read Metrics/Local Bytes Read"));
        MEASURED.put(Metric.SHUFFLE_READ_RECORDS, at(metrics + "Shuffle Read Metrics/Total Records Read"));
        MEASURED.put(Metric.SHUFFLE_FETCH_WAIT_TIME, at(metrics + "Shuffle Read Metrics/Fetch Wait Time"));
        MEASURED.put(Metric.SHUFFLE_WRITE_BYTES, at(metrics + "Shuffle Write Metrics/Shuffle Bytes Written"));
        MEASURED.put(Metric.SHUFFLE_WRITE_RECORDS, at(metrics + "Shuffle Write Metrics/Shuffle Records Written"));
        MEASURED.put(Metric.SHUFFLE_WRITE_TIME, at(metrics + "Shuffle Write Metrics/Shuffle Write Time"));
    }

    @ParameterizedTest
    @MethodSource("org.opendatagov.orchestrator.spark.SparkLogFiles#names")
    void sums_and_quantiles_of_every_stage_are_those_of_its_tasks(String name) throws IOException {
        RawLog raw = new RawLog(SparkLogFiles.content(name));
        for (Stage stage : SparkLogFiles.read(name).stages()) {
            List<JsonNode> all = raw.tasks(stage.stageId(), stage.attemptId());
            List<JsonNode> successful = raw.successful(stage.stageId(), stage.attemptId());
            assertThat(stage.tasks().complete()).isEqualTo(successful.size());
            assertThat(stage.tasks().ended()).isEqualTo(all.size());
            assertThat(stage.distributions().exact()).isTrue();
            MEASURED.forEach((metric, value) -> {
                String what = "%s of stage %d of %s".formatted(metric.text(), stage.stageId(), name);
                assertThat(stage.total(metric)).as(what).isEqualTo(RawLog.sum(all, value));
                for (double quantile : successful.isEmpty() ? List.<Double>of() : TaskDistributions.QUANTILES) {
                    assertThat(stage.distributions().at(metric, quantile))
                            .as(what)
                            .isEqualTo(RawLog.quantile(successful, value, quantile));
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("org.opendatagov.orchestrator.spark.SparkLogFiles#names")
    void executors_and_jobs_add_up_to_what_their_tasks_did(String name) throws IOException {
        RawLog raw = new RawLog(SparkLogFiles.content(name));
        SparkApplication application = SparkLogFiles.read(name);
        for (Executor executor : application.executors()) {
            List<JsonNode> own = raw.events("SparkListenerTaskEnd").stream()
                    .filter(task -> task.at("/Task Info/Executor ID").asText().equals(executor.id()))
                    .toList();
            assertThat(executor.totalTasks()).isEqualTo(own.size());
            assertThat(executor.totalDuration()).isEqualTo(RawLog.sum(own, RawLog::duration));
            assertThat(executor.totalGcTime()).isEqualTo(RawLog.sum(own, at("/Task Metrics/JVM GC Time")));
            assertThat(executor.tasks().complete())
                    .isEqualTo((int) own.stream().filter(RawLog::succeeded).count());
        }
        List<JsonNode> starts = raw.events("SparkListenerJobStart");
        assertThat(application.jobs()).hasSameSizeAs(starts);
        for (int index = 0; index < starts.size(); index++) {
            Job job = application.jobs().get(index);
            List<Integer> stageIds = application.jobs().get(index).stageIds();
            assertThat(job.jobId()).isEqualTo(starts.get(index).path("Job ID").asInt());
            assertThat(job.tasks().ended())
                    .isEqualTo(application.stages().stream()
                            .filter(stage -> stageIds.contains(stage.stageId()))
                            .mapToInt(stage -> stage.tasks().ended())
                            .sum());
            assertThat(job.numTasks()).isEqualTo(job.tasks().complete() + job.skippedTasks());
        }
        JsonNode start = raw.events("SparkListenerApplicationStart").getFirst();
        JsonNode end = raw.events("SparkListenerApplicationEnd").getFirst();
        assertThat(application.duration())
                .isEqualTo(
                        end.path("Timestamp").asLong() - start.path("Timestamp").asLong());
    }
}
