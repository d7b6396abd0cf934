package org.opendatagov.orchestrator.fault;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A PostgreSQL of its own for one test, on one port and one data directory, that can be stopped, killed and started again. */
final class DatabaseServer implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres server;

    /** How the server goes down. */
    enum Stop {
        /** Sessions are ended, a checkpoint is written. */
        FAST("INT"),
        /** All processes end at once; the next start recovers from the log. */
        IMMEDIATE("QUIT"),
        /** The server's first process is killed; the others notice. */
        KILL("KILL");

        private final String signal;

        Stop(String signal) {
            this.signal = signal;
        }
    }

    private DatabaseServer(Path data, EmbeddedPostgres server) {
        this.data = data;
        this.server = server;
    }

    static DatabaseServer start(Path data) throws IOException {
        return new DatabaseServer(data, builder(data).start());
    }

    private static EmbeddedPostgres.Builder builder(Path data) {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setPGStartupWait(Duration.ofSeconds(60));
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    void stop(Stop how) throws IOException, InterruptedException {
        Signals.send(postmaster(), how.signal);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !server.getProcess().isAlive());
        server.close();
    }

    private long postmaster() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
    }

    /** On the same port. A start is refused as long as a process of the killed server lives. */
    void startAgain() {
        int port = server.getPort();
        Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            server = builder(data).setPort(port).start();
            return true;
        });
    }

    long count(String sql) throws SQLException {
        return Long.parseLong(texts(sql).getFirst());
    }

    /** The first column of all rows. */
    List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url());
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                texts.add(row.getString(1));
            }
        }
        return texts;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
