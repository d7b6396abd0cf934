package org.opendatagov.orchestrator.spark;

import java.util.Arrays;

/** The end of a task as a log tells it: one object, filled anew for each, so that a million tasks leave nothing behind. */
final class TaskEnd {
    private static final Metric[] ALL = Metric.values();

    int stageId;
    int attemptId;
    long taskId;
    int index;
    int attempt;
    long launchTime;
    long finishTime;
    String executor = "";
    String host = "";
    String locality = "";
    String reason = "";
    String failure = "";
    final long[] metrics = new long[ALL.length];
    final long[] peaks = new long[PeakMemory.SIZE];

    void clear() {
        stageId = -1;
        attemptId = 0;
        taskId = -1;
        index = 0;
        attempt = 0;
        launchTime = 0;
        finishTime = 0;
        executor = "";
        host = "";
        locality = "";
        reason = "";
        failure = "";
        Arrays.fill(metrics, 0);
        Arrays.fill(peaks, 0);
    }

    long get(Metric metric) {
        return metrics[metric.place()];
    }

    void set(Metric metric, long value) {
        metrics[metric.place()] = value;
    }

    boolean successful() {
        return reason.equals("Success");
    }

    /** As Spark counts: a task whose commit was denied was killed, it did not fail. */
    boolean killed() {
        return reason.equals("TaskKilled") || reason.equals("TaskCommitDenied");
    }

    /** What follows from the others, once all are there; how, {@code AppStatusUtils} of Spark says. */
    void derive() {
        long duration = Math.max(0, finishTime - launchTime);
        long fetchStart = get(Metric.GETTING_RESULT_TIME);
        long gettingResult = fetchStart > 0 ? Math.max(0, finishTime - fetchStart) : 0;
        set(Metric.DURATION, duration);
        set(Metric.GETTING_RESULT_TIME, gettingResult);
        set(
                Metric.SCHEDULER_DELAY,
                Math.max(
                        0,
                        duration
                                - get(Metric.EXECUTOR_RUN_TIME)
                                - get(Metric.EXECUTOR_DESERIALIZE_TIME)
                                - get(Metric.RESULT_SERIALIZATION_TIME)
                                - gettingResult));
        set(Metric.SHUFFLE_READ_BYTES, get(Metric.SHUFFLE_REMOTE_BYTES_READ) + get(Metric.SHUFFLE_LOCAL_BYTES_READ));
    }

    long bytesRead() {
        return get(Metric.INPUT_BYTES) + get(Metric.SHUFFLE_READ_BYTES);
    }

    long recordsRead() {
        return get(Metric.INPUT_RECORDS) + get(Metric.SHUFFLE_READ_RECORDS);
    }
}
