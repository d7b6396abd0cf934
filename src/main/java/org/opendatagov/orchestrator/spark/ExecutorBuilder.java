package org.opendatagov.orchestrator.spark;

import java.util.Optional;

/** Gathers one executor. */
final class ExecutorBuilder {
    private final String id;
    private String host = "";
    private int totalCores;
    private int peakTasks;
    private int active;
    private int complete;
    private int failed;
    private int killed;
    private int started;
    private long duration;
    private long gcTime;
    private long inputBytes;
    private long shuffleRead;
    private long shuffleWrite;
    private long maxMemory;
    private long addTime;
    private long removeTime;
    private Optional<Removal> removal = Optional.empty();
    private boolean excluded;
    private final long[] peaks = new long[PeakMemory.SIZE];

    ExecutorBuilder(String id) {
        this.id = id;
    }

    void added(String where, int cores, long time) {
        host = where;
        totalCores = Math.max(totalCores, cores);
        addTime = addTime == 0 ? time : addTime;
    }

    void storage(String where, long bytes, long time) {
        added(where, 0, time);
        maxMemory = bytes;
    }

    void removed(long time, String reason) {
        removeTime = time;
        removal = Optional.of(Removal.of(reason));
    }

    void exclude(boolean now) {
        excluded = now;
    }

    void peak(long[] seen) {
        for (int index = 0; index < peaks.length; index++) {
            peaks[index] = Math.max(peaks[index], seen[index]);
        }
    }

    void taskStarted(String where) {
        host = host.isEmpty() ? where : host;
        started++;
        active++;
        peakTasks = Math.max(peakTasks, active);
    }

    void taskEnded(TaskEnd task) {
        active = Math.max(0, active - 1);
        complete += task.successful() ? 1 : 0;
        killed += task.killed() ? 1 : 0;
        failed += task.successful() || task.killed() ? 0 : 1;
        duration += task.get(Metric.DURATION);
        if (!task.reason.equals("Resubmitted")) {
            gcTime += task.get(Metric.JVM_GC_TIME);
            inputBytes += task.get(Metric.INPUT_BYTES);
            shuffleRead += task.get(Metric.SHUFFLE_READ_BYTES);
            shuffleWrite += task.get(Metric.SHUFFLE_WRITE_BYTES);
        }
        peak(task.peaks);
    }

    Executor build() {
        PeakMemory peak = new PeakMemory(peaks);
        return new Executor(
                id,
                host,
                totalCores,
                peakTasks,
                new TaskCounts(active, complete, failed, killed),
                started,
                duration,
                gcTime,
                inputBytes,
                shuffleRead,
                shuffleWrite,
                maxMemory,
                StageBuilder.time(addTime),
                StageBuilder.time(removeTime),
                removal,
                excluded,
                Optional.of(peak).filter(seen -> seen.heap() > 0));
    }
}
