package org.opendatagov.orchestrator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/**
 * Onboards a file that is much larger than the heap, in a service of {@code -Xmx512m}. Arguments: format ({@code csv} or {@code parquet}),
 * bytes (4 GB), folder of work ({@code target/bench}). The file is removed at the end. Ends with 1 where a goal is missed.
 */
public final class LargeFileBenchmark {
    private static final String HEAP = "-Xmx512m";
    /** Heap, DuckDB's limit, and what a JVM takes for itself: code, classes, threads. */
    private static final double RESIDENT_MB = 512 + 2048 + 512;

    private final Goals goals = new Goals();
    private final Path folder;

    private LargeFileBenchmark(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        String format = arguments.length > 0 ? arguments[0] : "csv";
        long bytes = arguments.length > 1 ? Long.parseLong(arguments[1]) : 4_000_000_000L;
        Path work = Path.of(arguments.length > 2 ? arguments[2] : "target/bench");
        Path file = work.resolve("files").resolve("large." + format);
        if (format.equals("csv")) {
            LargeFiles.csv(file, bytes);
        } else {
            LargeFiles.parquet(file, bytes);
        }
        System.exit(new LargeFileBenchmark(work.resolve("large")).run(file));
    }

    private int run(Path file) throws Exception {
        goals.figure("%-44s %8.0f MB", "file", Files.size(file) / 1e6);
        try (ServiceProcess service = ServiceProcess.start(folder, file.getParent(), HEAP)) {
            onboard(service, file);
            ProcessMemory memory = ProcessMemory.of(service.pid());
            goals.figure("%-44s %8.0f MB", "peak heap (of 512 MiB)", memory.heap() / 1e6);
            goals.atMost("peak memory of the process", memory.resident() / 1e6, RESIDENT_MB, "MB");
        } finally {
            Files.deleteIfExists(file);
            FileSystemUtils.deleteRecursively(folder.resolve("data/staging"));
        }
        return goals.status();
    }

    private void onboard(ServiceProcess service, Path file) throws Exception {
        long start = System.nanoTime();
        String id = service.submit(file).get("id").asText();
        long temporary = 0;
        long staged = 0;
        JsonNode run = service.find(id);
        while (!ServiceProcess.ended(run)) {
            temporary = Math.max(temporary, size(folder.resolve("data/tmp")));
            staged = Math.max(staged, size(folder.resolve("data/staging")));
            TimeUnit.MILLISECONDS.sleep(200);
            run = service.find(id);
        }
        goals.figure("%-44s %8.2f s", "whole onboarding", (System.nanoTime() - start) / 1e9);
        goals.holds("the run succeeded", run.get("status").asText().equals("succeeded"));
        run.get("tasks").forEach(task -> goals.figure("  %s: %s", task.get("id").asText(), task.path("summary")));
        double limit = 20 * 1073.741824;
        goals.atMost("peak of temporary disk", temporary / 1e6, limit, "MB");
        goals.atMost("peak of staged copies", staged / 1e6, limit, "MB");
    }

    /** Files may go while they are looked at. */
    private static long size(Path folder) throws IOException {
        long[] total = {0};
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                total[0] += attributes.size();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return total[0];
    }
}
