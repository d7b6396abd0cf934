package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.spark.Executor;
import org.opendatagov.orchestrator.spark.Metric;
import org.opendatagov.orchestrator.spark.PlanNode;
import org.opendatagov.orchestrator.spark.SparkApplication;
import org.opendatagov.orchestrator.spark.SqlExecution;
import org.opendatagov.orchestrator.spark.Stage;

/** What several rules ask of an application. */
record Work(SparkApplication application) {
    /** Spark's default of {@code spark.executor.memory}. */
    private static final long DEFAULT_MEMORY = Sizes.GB;

    /** Cores that run tasks at once, at least one. */
    int cores() {
        return Math.max(1, application.coreTime().peakCores());
    }

    /** Bytes of an executor's heap, as set. */
    long executorMemory() {
        return application
                .configuration()
                .bytes("spark.executor.memory", Sizes.MB)
                .orElse(DEFAULT_MEMORY);
    }

    /** Milliseconds that a stage took, from its submission or, without it, its longest task. */
    static double wallTime(Stage stage) {
        return stage.wallTime() > 0 ? stage.wallTime() : stage.distributions().max(Metric.DURATION);
    }

    /** Milliseconds that a stage would take if its tasks were alike: the work over the cores, but no less than one task. */
    double balanced(Stage stage) {
        double total = stage.total(Metric.DURATION);
        double atOnce = Math.min(cores(), Math.max(1, stage.distributions().tasks()));
        return Math.max(total / atOnce, stage.distributions().mean(Metric.DURATION));
    }

    /** Seconds that a stage would be faster with tasks alike. */
    double savedByBalance(Stage stage) {
        return Math.max(0, wallTime(stage) - balanced(stage)) / 1000;
    }

    static String balanceHow() {
        return "Stage's time less the time its tasks would take if they were alike: sum of durations over the cores that ran"
                + " them at once.";
    }

    Optional<Stage> stage(int id) {
        return application.stages().stream()
                .filter(stage -> stage.stageId() == id)
                .reduce((first, second) -> second);
    }

    /** The columns by which the rows that a stage reads were shuffled. */
    List<String> shuffleKeys(int stageId) {
        return nodes().stream()
                .filter(node ->
                        node.name().equals("Exchange") && node.readingStages().contains(stageId))
                .flatMap(node -> node.columns().stream())
                .distinct()
                .limit(10)
                .toList();
    }

    List<PlanNode> nodes() {
        List<PlanNode> nodes = new ArrayList<>();
        for (SqlExecution execution : application.sql()) {
            nodes.addAll(execution.nodes());
        }
        return nodes;
    }

    /** Whether the application runs in one process, so that what is said of executors is the driver's. */
    boolean local() {
        return application.workers().stream().allMatch(Executor::driver);
    }
}
