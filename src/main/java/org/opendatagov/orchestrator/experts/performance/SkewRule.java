package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.spark.HostFigures;
import org.opendatagov.orchestrator.spark.Metric;
import org.opendatagov.orchestrator.spark.SlowTask;
import org.opendatagov.orchestrator.spark.SparkApplication;
import org.opendatagov.orchestrator.spark.Stage;
import org.opendatagov.orchestrator.spark.TaskDistributions;

/**
 * Uneven tasks, and why: bytes uneven with the time is skewed data; bytes alike and the slow ones on one host is that host; else the work
 * itself differs. Time and bytes are judged together, for each alone misleads.
 */
final class SkewRule implements Rule {
    /** DataFlint: the longest task takes more than 5 s and more than 10 times the median. */
    private static final long LONGEST = 5_000;

    private static final double TIMES_MEDIAN = 10;

    /** spark-rapids-tools: a task that takes, and reads, more than 3 times the average, and more than 100 MB. */
    private static final double TIMES_MEAN = 3;

    private static final long READ = 100 * Sizes.MB;

    /** Spark's {@code spark.speculation.multiplier} is 1.5 (3 since 4.0): ours is between, over means of hosts. */
    private static final double SLOW_HOST = 2;

    /** Ours: hosts' bytes a task count as alike up to here. */
    private static final double ALIKE = 1.5;

    /** A slow host gets few tasks, for the others take them; these must be more. */
    private static final int TASKS_OF_HOST = 2;

    private static final int TASKS_OF_OTHERS = 5;

    @Override
    public List<Diagnosis> diagnose(SparkApplication application) {
        Work work = new Work(application);
        List<Diagnosis> found = new ArrayList<>();
        for (Stage stage : application.stages()) {
            if (stage.distributions().tasks() > 1 && !stage.slowest().isEmpty()) {
                judge(stage, work).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Diagnosis> judge(Stage stage, Work work) {
        SlowTask slowest = stage.slowest().getFirst();
        boolean unevenBytes = slowest.bytesRead()
                        > TIMES_MEAN * mean(stage, Metric.INPUT_BYTES, Metric.SHUFFLE_READ_BYTES)
                || slowest.recordsRead() > TIMES_MEAN * mean(stage, Metric.INPUT_RECORDS, Metric.SHUFFLE_READ_RECORDS);
        boolean unevenTime = unevenTime(stage) || muchRead(stage, slowest);
        Optional<HostFigures> slowHost = slowHost(stage);
        if (unevenTime && unevenBytes && onlyHostIsNotIt(stage, slowHost)) {
            return Optional.of(dataSkew(stage, slowest, work));
        }
        if (slowHost.isPresent() && lost(stage, slowHost.get()) > LONGEST) {
            return Optional.of(slowNode(stage, slowHost.get(), work));
        }
        return unevenTime ? Optional.of(stragglers(stage, slowest, work)) : Optional.empty();
    }

    private static boolean unevenTime(Stage stage) {
        long longest = stage.distributions().max(Metric.DURATION);
        return longest > LONGEST
                && longest > TIMES_MEDIAN * stage.distributions().median(Metric.DURATION);
    }

    private static boolean muchRead(Stage stage, SlowTask slowest) {
        return slowest.bytesRead() > READ
                && slowest.bytesRead() > TIMES_MEAN * mean(stage, Metric.INPUT_BYTES, Metric.SHUFFLE_READ_BYTES)
                && slowest.duration() > TIMES_MEAN * stage.distributions().mean(Metric.DURATION);
    }

    /** Uneven bytes outweigh a host, unless they come to little. */
    private static boolean onlyHostIsNotIt(Stage stage, Optional<HostFigures> slowHost) {
        return slowHost.isEmpty() || stage.slowest().getFirst().bytesRead() > Sizes.MB;
    }

    private static double mean(Stage stage, Metric first, Metric second) {
        TaskDistributions tasks = stage.distributions();
        return tasks.mean(first) + tasks.mean(second);
    }

    /** The host whose tasks take more than twice as long as those of the others on as many bytes, where the longest tasks are. */
    private static Optional<HostFigures> slowHost(Stage stage) {
        HostFigures host = stage.hosts().getFirst();
        List<HostFigures> others = stage.hosts().subList(1, stage.hosts().size());
        int tasks = others.stream().mapToInt(HostFigures::tasks).sum();
        if (host.tasks() < TASKS_OF_HOST || tasks < TASKS_OF_OTHERS) {
            return Optional.empty();
        }
        double time = others.stream().mapToLong(HostFigures::runTime).sum() / (double) tasks;
        double bytes = others.stream().mapToLong(HostFigures::bytesRead).sum() / (double) tasks;
        boolean alike = host.meanBytesRead() <= ALIKE * bytes || host.meanBytesRead() < Sizes.MB;
        long longest = stage.slowest().getFirst().duration();
        boolean there = stage.slowest().stream()
                .filter(task -> SLOW_HOST * task.duration() > longest)
                .allMatch(task -> task.host().equals(host.host()));
        return host.meanRunTime() > SLOW_HOST * time && alike && there ? Optional.of(host) : Optional.empty();
    }

    /** Milliseconds of work more than on the others. */
    private static double lost(Stage stage, HostFigures host) {
        List<HostFigures> others = stage.hosts().subList(1, stage.hosts().size());
        int tasks = others.stream().mapToInt(HostFigures::tasks).sum();
        double time = others.stream().mapToLong(HostFigures::runTime).sum() / (double) tasks;
        return (host.meanRunTime() - time) * host.tasks();
    }

    private static Severity severity(double savedSeconds, Work work) {
        double share = savedSeconds * 1000 / Math.max(1, work.application().duration());
        return share >= 0.25 ? Severity.CRITICAL : share >= 0.1 ? Severity.HIGH : Severity.MEDIUM;
    }

    private static DiagnosisBuilder start(Cause cause, Stage stage, Work work) {
        TaskDistributions tasks = stage.distributions();
        double saved = work.savedByBalance(stage);
        return new DiagnosisBuilder(cause, severity(saved, work))
                .stages(stage.stageId())
                .figure("tasks", tasks.tasks())
                .figure("max_duration", tasks.max(Metric.DURATION))
                .figure("median_duration", tasks.median(Metric.DURATION))
                .figure("stage_duration", Math.round(Work.wallTime(stage)))
                .figure("balanced_duration", Math.round(work.balanced(stage)))
                .saves(saved, Work.balanceHow());
    }

    private static Diagnosis dataSkew(Stage stage, SlowTask slowest, Work work) {
        List<String> keys = work.shuffleKeys(stage.stageId());
        double mean = mean(stage, Metric.INPUT_BYTES, Metric.SHUFFLE_READ_BYTES);
        String key = keys.isEmpty() ? "the key" : String.join(", ", keys);
        DiagnosisBuilder diagnosis = start(Cause.DATA_SKEW, stage, work)
                .detail(
                        "In stage %d one of %d tasks read %s where a task reads %s on average, and took %s where the median is %s.",
                        stage.stageId(),
                        stage.distributions().tasks(),
                        Sizes.text(slowest.bytesRead()),
                        Sizes.text(mean),
                        Sizes.seconds(slowest.duration()),
                        Sizes.seconds(stage.distributions().median(Metric.DURATION)))
                .figure("max_bytes_read", slowest.bytesRead())
                .figure("mean_bytes_read", Math.round(mean))
                .figure("bytes_ratio", slowest.bytesRead() / Math.max(1, mean))
                .figure("partition_index", slowest.index())
                .figure("keys", keys)
                .rule(
                        "longest task > 5 s and > 10 x median (DataFlint), or duration and bytes > 3 x average and > 100 MB (RAPIDS),"
                                + " with its bytes or records > 3 x average",
                        Sources.DATAFLINT + "; " + Sources.RAPIDS)
                .advise(
                        "Spread the rows of the frequent values: add a random salt of 0 to %d to %s, aggregate by both, then by %s alone.",
                        work.cores() * 2 - 1, key, key)
                .advise("Of sums, counts and the like use reduceByKey or aggregateByKey in place of groupByKey.");
        if (!work.application().sql().isEmpty()) {
            diagnosis.set("spark.sql.adaptive.enabled", true).set("spark.sql.adaptive.skewJoin.enabled", true);
        }
        return diagnosis.build();
    }

    private static Diagnosis slowNode(Stage stage, HostFigures host, Work work) {
        double others = stage.hosts().stream()
                .skip(1)
                .mapToDouble(HostFigures::meanRunTime)
                .average()
                .orElse(0);
        double lost = lost(stage, host) / work.cores() / 1000;
        return start(Cause.SLOW_NODE, stage, work)
                .detail(
                        "In stage %d tasks on host %s take %s on average, on the others %s, with as many bytes.",
                        stage.stageId(), host.host(), Sizes.seconds(host.meanRunTime()), Sizes.seconds(others))
                .figure("host", host.host())
                .figure("host_tasks", host.tasks())
                .figure("host_mean_run_time", host.meanRunTime())
                .figure("other_hosts_mean_run_time", others)
                .figure("host_mean_bytes_read", Math.round(host.meanBytesRead()))
                .rule(
                        "mean run time of a host's tasks > 2 x that of all others with at most 1.5 x their bytes, the longest tasks all there,"
                                + " more than 5 s of work lost",
                        Sources.OWN + ", after spark.speculation.multiplier of " + Sources.SPARK)
                .advise(
                        "Look at host %s: disk, network, neighbours, throttled CPU; take it out until it is well.",
                        host.host())
                .set("spark.speculation", true)
                .set("spark.speculation.multiplier", 2)
                .set("spark.speculation.quantile", 0.75)
                .saves(
                        lost,
                        "What that host's tasks took longer than those of the others, over the cores that work at once.")
                .build();
    }

    private static Diagnosis stragglers(Stage stage, SlowTask slowest, Work work) {
        return start(Cause.STRAGGLING_TASKS, stage, work)
                .detail(
                        "In stage %d the longest task took %s where the median is %s, although it read no more and hosts do not explain it.",
                        stage.stageId(),
                        Sizes.seconds(slowest.duration()),
                        Sizes.seconds(stage.distributions().median(Metric.DURATION)))
                .figure("gc_share_of_longest", slowest.gcTime() / (double) Math.max(1, slowest.runTime()))
                .figure("bytes_read_of_longest", slowest.bytesRead())
                .rule(
                        "longest task > 5 s and > 10 x median, its bytes and records within 3 x average",
                        Sources.DATAFLINT)
                .advise(
                        "Look at what the work of a row depends on: a function, a call to another service, the first task on an executor.")
                .build();
    }
}
