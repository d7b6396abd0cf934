package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.spark.Executor;
import org.opendatagov.orchestrator.spark.Metric;
import org.opendatagov.orchestrator.spark.Removal;
import org.opendatagov.orchestrator.spark.SparkApplication;
import org.opendatagov.orchestrator.spark.Stage;

/** Tasks that fail by themselves, executors that go, and memory that runs out: told apart by the reasons in the log. */
final class FailureRule implements Rule {
    /** Dr. Elephant, JobsHeuristic and StagesHeuristic: .1, .3, .5 of tasks failed. */
    private static final Levels LEVELS = new Levels(0.0, 0.1, 0.3, 0.5);

    private static final double MORE_MEMORY = 1.5;

    @Override
    public List<Diagnosis> diagnose(SparkApplication application) {
        List<Diagnosis> found = new ArrayList<>();
        for (Stage stage : application.stages()) {
            int failed = ownFailures(stage).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            if (failed > 0) {
                found.add(tasks(stage, failed, new Work(application)));
            }
        }
        List<Executor> gone = application.executors().stream()
                .filter(executor -> executor.removal().filter(Removal::failure).isPresent())
                .toList();
        if (!gone.isEmpty()) {
            found.add(executors(gone, application));
        }
        memory(application, gone).ifPresent(found::add);
        return found;
    }

    /** Without tasks that died with their executor, were killed on purpose, or wait for lost shuffle files. */
    private static Map<String, Integer> ownFailures(Stage stage) {
        Map<String, Integer> own = new TreeMap<>(stage.failures());
        own.keySet()
                .removeIf(reason -> reason.startsWith("ExecutorLostFailure")
                        || reason.equals("TaskKilled")
                        || reason.equals("TaskCommitDenied")
                        || reason.equals("FetchFailed"));
        return own;
    }

    private static Diagnosis tasks(Stage stage, int failed, Work work) {
        double rate = failed / (double) Math.max(1, stage.tasks().ended());
        double again = failed * (double) stage.distributions().median(Metric.DURATION);
        return new DiagnosisBuilder(Cause.FAILED_TASKS, LEVELS.of(rate).orElse(Severity.LOW))
                .stages(stage.stageId())
                .detail(
                        "%d of %d tasks of stage %d failed by themselves.",
                        failed, stage.tasks().ended(), stage.stageId())
                .figure("failed_tasks", failed)
                .figure("ended_tasks", stage.tasks().ended())
                .figure("failure_rate", rate)
                .figure("failures", ownFailures(stage))
                .rule(
                        "failed tasks / ended tasks >= .1, .3, .5 (medium, high, critical); below it low",
                        Sources.DR_ELEPHANT)
                .advise(
                        "Mend what throws %s: each failure is tried again, spark.task.maxFailures times. The messages are in the executors' logs.",
                        String.join(", ", ownFailures(stage).keySet()))
                .saves(
                        again / work.cores() / 1000,
                        "Failed tasks x the median time of a task, over the cores that work at once.")
                .build();
    }

    private static Diagnosis executors(List<Executor> gone, SparkApplication application) {
        Map<String, Integer> reasons = new TreeMap<>();
        gone.forEach(executor -> executor.removal().ifPresent(reason -> reasons.merge(reason.text(), 1, Integer::sum)));
        int all = Math.max(1, application.workers().size());
        double rate = gone.size() / (double) all;
        List<Integer> stages = application.stages().stream()
                .filter(stage ->
                        stage.failures().keySet().stream().anyMatch(reason -> reason.startsWith("ExecutorLostFailure")))
                .map(Stage::stageId)
                .toList();
        return new DiagnosisBuilder(Cause.FAILED_EXECUTORS, LEVELS.of(rate).orElse(Severity.LOW))
                .stages(stages)
                .detail("%d of %d executors went while they were needed.", gone.size(), all)
                .figure("failed_executors", gone.size())
                .figure("executors", all)
                .figure("reasons", reasons)
                .rule(
                        "executors lost / executors >= .1, .3, .5 (medium, high, critical); below it low",
                        Sources.DR_ELEPHANT)
                .advise("Look at their machines at the time they went; what they held of shuffles was made again.")
                .set("spark.decommission.enabled", true)
                .set("spark.storage.decommission.shuffleBlocks.enabled", true)
                .build();
    }

    private static Optional<Diagnosis> memory(SparkApplication application, List<Executor> gone) {
        long killed = gone.stream()
                .filter(executor -> executor.removal()
                        .filter(reason -> reason == Removal.OUT_OF_MEMORY)
                        .isPresent())
                .count();
        List<Stage> thrown = application.stages().stream()
                .filter(stage -> stage.failures().keySet().stream().anyMatch(reason -> reason.contains("OutOfMemory")))
                .toList();
        if (killed == 0 && thrown.isEmpty()) {
            return Optional.empty();
        }
        Work work = new Work(application);
        String memory = Sizes.setting(work.executorMemory() * MORE_MEMORY);
        DiagnosisBuilder diagnosis = new DiagnosisBuilder(Cause.OUT_OF_MEMORY, Severity.CRITICAL)
                .stages(thrown.stream().map(Stage::stageId).toList())
                .detail(
                        "%d executors were ended for their memory (or by signal 9, which that is as a rule); tasks of %d stages threw OutOfMemoryError.",
                        killed, thrown.size())
                .figure("executors_killed", killed)
                .figure("stages_out_of_memory", thrown.size())
                .figure("executor_memory", work.executorMemory())
                .rule(
                        "an OutOfMemoryError, an executor ended over its memory limit, or exit code 137 or 52",
                        Sources.SPARK)
                .set("spark.executor.memory", memory);
        if (killed > 0) {
            diagnosis.set("spark.executor.memoryOverheadFactor", "0.2");
        }
        return Optional.of(diagnosis.build());
    }
}
