package org.opendatagov.orchestrator.spark;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an application used the cores it had.
 *
 * @param available milliseconds that cores were there, over all executors; {@code used} those in which tasks ran
 * @param peakExecutors most executors at once; {@code peakCores} their cores
 * @param executorTime milliseconds that executors were there, over all of them: what is paid for
 * @param jobTime milliseconds in which at least one job ran; in the rest of the application only the driver works
 */
public record CoreTime(long available, long used, int peakExecutors, int peakCores, long executorTime, long jobTime) {

    /** Share of cores' time without a task, 0 to 1; 0 where nothing is known. */
    public double idleShare() {
        return available <= 0 ? 0 : Math.clamp(1 - used / (double) available, 0, 1);
    }

    static CoreTime of(SparkApplication application) {
        Instant end = application.endTime().orElse(Instant.EPOCH);
        Instant start = application.startTime().orElse(end);
        List<Executor> workers = application.workers();
        long available = 0;
        long executorTime = 0;
        long used = 0;
        for (Executor worker : workers) {
            long alive = alive(worker, start, end);
            available += alive * worker.cores();
            executorTime += alive;
            used += worker.totalDuration();
        }
        int most = peak(workers, start, end);
        int cores = workers.stream().mapToInt(Executor::cores).max().orElse(0);
        return new CoreTime(available, used, most, most * cores, executorTime, jobTime(application.jobs(), end));
    }

    private static Instant from(Executor worker, Instant start) {
        return worker.addTime().filter(start::isBefore).orElse(start);
    }

    private static long alive(Executor worker, Instant start, Instant end) {
        Instant to = worker.removeTime().orElse(end);
        return Math.max(0, to.toEpochMilli() - from(worker, start).toEpochMilli());
    }

    /** The most executors at once: they come and go under dynamic allocation. */
    private static int peak(List<Executor> workers, Instant start, Instant end) {
        int most = 0;
        for (Executor worker : workers) {
            Instant moment = from(worker, start);
            int there = (int) workers.stream()
                    .filter(other -> !from(other, start).isAfter(moment))
                    .filter(other ->
                            other.removeTime().orElse(end.plusMillis(1)).isAfter(moment))
                    .count();
            most = Math.max(most, there);
        }
        return most;
    }

    private static long jobTime(List<Job> jobs, Instant end) {
        long total = 0;
        long until = Long.MIN_VALUE;
        List<Job> sorted = jobs.stream()
                .filter(job -> job.submissionTime().isPresent())
                .sorted(Comparator.comparing(job -> job.submissionTime().orElse(end)))
                .toList();
        for (Job job : sorted) {
            long from = Math.max(until, millis(job.submissionTime(), end));
            long to = millis(job.completionTime(), end);
            total += Math.max(0, to - from);
            until = Math.max(until, to);
        }
        return total;
    }

    private static long millis(Optional<Instant> time, Instant otherwise) {
        return time.orElse(otherwise).toEpochMilli();
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("available", available);
        described.put("used", used);
        described.put("idle_share", idleShare());
        described.put("peak_executors", peakExecutors);
        described.put("peak_cores", peakCores);
        described.put("executor_time", executorTime);
        described.put("job_time", jobTime);
        return described;
    }
}
