package org.opendatagov.orchestrator.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.opendatagov.orchestrator.samples.CustomerTransactions;

/**
 * Onboards a large Parquet file in the real service, and compares the time with {@code SUMMARIZE} over the same file in the same run.
 * Arguments: rows (5 million), folder of work ({@code target/bench}). Ends with 1 where a goal is missed.
 */
public final class OnboardingBenchmark {
    private static final double RATIO = 10;
    private static final double SECONDS_TO_READY = 8;
    private static final double HEAP_MB = 1000;
    /** {@code orchestrator.duckdb.memory-limit} as it is by default. */
    private static final double DUCKDB_MB = 2048;

    private final Goals goals = new Goals();
    private final Path folder;
    private final Path file;

    private OnboardingBenchmark(Path folder, Path file) {
        this.folder = folder;
        this.file = file;
    }

    public static void main(String[] arguments) throws Exception {
        long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 5_000_000;
        Path folder = Path.of(arguments.length > 1 ? arguments[1] : "target/bench");
        Path file = folder.resolve("files").resolve("transactions-" + rows + ".parquet");
        if (!Files.exists(file)) {
            Path partial = file.resolveSibling("partial.parquet");
            CustomerTransactions.write(rows, partial);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        }
        System.exit(new OnboardingBenchmark(folder.resolve("onboarding"), file).run());
    }

    private int run() throws Exception {
        warmUp();
        Summarize summarize = new Summarize(file);
        summarize.run();
        summarize.run();
        try (ServiceProcess service = ServiceProcess.start(folder, file.getParent())) {
            goals.atMost("start to ready, warm database", service.secondsToReady(), SECONDS_TO_READY, "s");
            double whole = onboard(service);
            ProcessMemory memory = ProcessMemory.of(service.pid());
            summarize.run();
            goals.figure("SUMMARIZE: %s s", summarize.all());
            goals.figure("%-44s %8.2f s", "SUMMARIZE, median of 3", summarize.median());
            goals.figure("%-44s %8.2f s", "whole onboarding", whole);
            goals.atMost("onboarding by SUMMARIZE", whole / summarize.median(), RATIO, "times");
            goals.atMost("peak heap", memory.heap() / 1e6, HEAP_MB, "MB");
            goals.atMost("peak memory of the process", memory.resident() / 1e6, HEAP_MB + DUCKDB_MB, "MB");
            goals.figure("%-44s %8.0f", "commits/s of the database, one connection", commits());
        }
        return goals.status();
    }

    /** The first start makes the database folder; the one that counts finds it. */
    private void warmUp() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(folder, file.getParent())) {
            goals.figure("%-44s %8.2f s", "start to ready, first or later", service.secondsToReady());
        }
    }

    private double onboard(ServiceProcess service) throws Exception {
        long start = System.nanoTime();
        String id = service.submit(file).get("id").asText();
        JsonNode run = service.awaitEnd(id);
        double whole = (System.nanoTime() - start) / 1e9;
        goals.holds("the run succeeded", run.get("status").asText().equals("succeeded"));
        double tasks = 0;
        for (JsonNode task : run.get("tasks")) {
            goals.figure("  %-42s %8.2f s", task.get("id").asText(), seconds(task));
            tasks = Math.max(tasks, end(task, run));
        }
        goals.figure("%-44s %8.3f s", "orchestration beside the tasks", whole - tasks);
        long asked = System.nanoTime();
        service.call("GET", "/api/v1/runs/" + id + "/report", "");
        goals.figure("%-44s %8.3f s", "report", (System.nanoTime() - asked) / 1e9);
        return whole;
    }

    private static double seconds(JsonNode task) {
        return between(task.get("started_at"), task.get("finished_at"));
    }

    private static double end(JsonNode task, JsonNode run) {
        return between(run.get("tasks").get(0).get("started_at"), task.get("finished_at"));
    }

    private static double between(JsonNode from, JsonNode to) {
        return Duration.between(Instant.parse(from.asText()), Instant.parse(to.asText()))
                        .toNanos()
                / 1e9;
    }

    /** How many commits a second one connection gets: what the disk under the journal can do. */
    private double commits() throws Exception {
        String port = Files.readAllLines(folder.resolve("data/postgres/postmaster.pid"))
                .get(3)
                .strip();
        String password =
                Files.readString(folder.resolve("data/postgres.password")).strip();
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/orchestrator";
        try (Connection connection = DriverManager.getConnection(url, "postgres", password);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE bench_commits (n bigint)");
            try {
                return commits(connection);
            } finally {
                statement.execute("DROP TABLE bench_commits");
            }
        }
    }

    private static double commits(Connection connection) throws SQLException {
        long start = System.nanoTime();
        long count = 0;
        try (var statement = connection.prepareStatement("INSERT INTO bench_commits VALUES (?)")) {
            while (System.nanoTime() - start < 2_000_000_000L) {
                statement.setLong(1, count++);
                statement.executeUpdate();
            }
        }
        return count * 1e9 / (System.nanoTime() - start);
    }
}
