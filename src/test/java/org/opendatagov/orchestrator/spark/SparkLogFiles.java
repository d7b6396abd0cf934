package org.opendatagov.orchestrator.spark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The logs that a real Spark wrote, of {@code src/test/resources/spark}; see {@code src/test/spark/README.md}. */
public final class SparkLogFiles {
    private static final Path FOLDER = Path.of("src/test/resources/spark");

    /** Names of the logs that lie there as gzip. */
    public static final List<String> NAMES = List.of(
            "skew_by_data",
            "skew_by_node",
            "spill",
            "gc",
            "small_files",
            "failures",
            "sql",
            "small_tasks",
            "empty_partitions",
            "idle_executors",
            "out_of_memory");

    private SparkLogFiles() {}

    static List<String> names() {
        return NAMES;
    }

    /** A log as it lies there. */
    public static Path file(String name) {
        return FOLDER.resolve(name);
    }

    /** The content of a log that lies there as gzip. */
    public static byte[] content(String name) throws IOException {
        try (InputStream input = new GZIPInputStream(Files.newInputStream(file(name + ".gz")))) {
            return input.readAllBytes();
        }
    }

    public static SparkApplication read(String name) throws IOException {
        return LogReading.read(name, List.of(file(name + ".gz")));
    }

    static Path rolling() throws IOException {
        try (var folders = Files.list(file("rolling"))) {
            return folders.findFirst().orElseThrow();
        }
    }
}
