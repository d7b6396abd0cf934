package org.opendatagov.orchestrator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Seconds of CPU that this JVM's threads and a PostgreSQL server have used so far, by what they are for; from {@code /proc}, so on Linux
 * alone.
 */
record CpuTimes(Map<String, Double> seconds) {
    static final String RUNS = "threads of runs and of the load";
    static final String JOURNAL = "journal's writers";
    static final String COMPILER = "JVM: compiler";
    static final String POSTGRES = "PostgreSQL";

    /** In units of 1/100 s, as Linux tells them to programs. */
    private static final double TICKS = 100;
    /** Of the fields behind the name: user time, system time, and both of children that ended. */
    private static final int USER = 11;

    private static final int ENDED = 13;

    static CpuTimes now(long postmaster) throws IOException {
        Map<String, Double> seconds = new TreeMap<>();
        for (Path thread : folders(Path.of("/proc/self/task"))) {
            add(seconds, purpose(name(thread)), ticks(thread, USER));
        }
        Path server = Path.of("/proc", Long.toString(postmaster));
        add(seconds, POSTGRES, ticks(server, USER) + ticks(server, ENDED));
        for (ProcessHandle child : ProcessHandle.of(postmaster).stream()
                .flatMap(ProcessHandle::children)
                .toList()) {
            add(seconds, POSTGRES, ticks(Path.of("/proc", Long.toString(child.pid())), USER));
        }
        return new CpuTimes(seconds);
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.toList();
        }
    }

    private static void add(Map<String, Double> seconds, String purpose, double ticks) {
        seconds.merge(purpose, ticks / TICKS, Double::sum);
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException ended) {
            return "";
        }
    }

    private static String purpose(String thread) {
        if (thread.startsWith("ForkJoinPool")) {
            return RUNS;
        }
        if (thread.startsWith("journal")) {
            return JOURNAL;
        }
        if (thread.contains("Compiler")) {
            return COMPILER;
        }
        return thread.startsWith("G1 ") || thread.startsWith("GC ") ? "JVM: garbage collector" : "other threads";
    }

    private static double ticks(Path process, int field) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Double.parseDouble(fields[field]) + Double.parseDouble(fields[field + 1]);
        } catch (IOException ended) {
            return 0;
        }
    }

    CpuTimes since(CpuTimes earlier) {
        Map<String, Double> difference = new TreeMap<>();
        seconds.forEach((purpose, now) ->
                difference.put(purpose, Math.max(0, now - earlier.seconds().getOrDefault(purpose, 0.0))));
        return new CpuTimes(difference);
    }

    double of(String purpose) {
        return seconds.getOrDefault(purpose, 0.0);
    }

    double all() {
        return seconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
