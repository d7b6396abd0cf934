package org.opendatagov.orchestrator.spark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Reads a log of 1 GB, made once in {@code target/bench}: 200 jobs of two stages with tasks as Spark 3.5 writes them. Arguments: size in
 * bytes, or the path of a log of one's own.
 */
final class EventLogBenchmark {
    private static final double GOAL_MEGABYTES = 100;
    private static final int GOAL_HEAP = 256;
    private static final int ROUNDS = 3;

    private EventLogBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path file = arguments.length > 0 && !arguments[0].matches("\\d+")
                ? Path.of(arguments[0])
                : log(arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000_000L);
        double best = 0;
        for (int round = 1; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            SparkApplication read = LogReading.read("log", List.of(file));
            double seconds = (System.nanoTime() - start) / 1e9;
            double speed = read.log().bytes() / 1e6 / seconds;
            best = Math.max(best, speed);
            System.out.printf(
                    "round %d: %,d bytes, %,d events, %d stages in %.2f s: %.0f MB/s%n",
                    round,
                    read.log().bytes(),
                    read.log().events(),
                    read.stages().size(),
                    seconds,
                    speed);
        }
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum()
                >> 20;
        System.out.printf(
                "best %.0f MB/s, goal >= %.0f; peak heap %d MB, goal < %d%n", best, GOAL_MEGABYTES, heap, GOAL_HEAP);
        if (best < GOAL_MEGABYTES || heap >= GOAL_HEAP) {
            System.exit(1);
        }
    }

    private static Path log(long size) throws IOException {
        Path file = Path.of("target/bench/spark-event-log-" + size);
        if (Files.exists(file)) {
            return file;
        }
        Files.createDirectories(file.getParent());
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(partial), 1 << 20)) {
            new GeneratedLog(out, new Random(1)).write(size);
        }
        return Files.move(partial, file);
    }
}
