package org.opendatagov.orchestrator.adapter.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL that runs when no other is configured: durable ({@code fsync}, {@code synchronous_commit}), with a
 * password, on loopback, its data kept between starts. A server that a killed service left alive is used again.
 */
final class EmbeddedServer implements AutoCloseable {
    static final String USER = "postgres";
    static final String DATABASE = "orchestrator";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final int START_ATTEMPTS = 10;

    private final @Nullable EmbeddedPostgres started;
    private final int port;
    private final String password;
    private final Path data;

    private EmbeddedServer(@Nullable EmbeddedPostgres started, int port, String password, Path data) {
        this.started = started;
        this.port = port;
        this.password = password;
        this.data = data;
    }

    static EmbeddedServer open(DataDirectory directory) {
        String password = directory.remembered("postgres.password", EmbeddedServer::newPassword);
        Path data = directory.folder().resolve("postgres");
        EmbeddedServer server = leftOver(data, password).orElseGet(() -> start(directory, data, password));
        server.createDatabase();
        return server;
    }

    String url() {
        return url(port, DATABASE);
    }

    String password() {
        return password;
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** A server left by a killed service: its port is the fourth line of {@code postmaster.pid}. */
    private static Optional<EmbeddedServer> leftOver(Path data, String password) {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            List<String> lines = Files.readAllLines(pidFile);
            int port = Integer.parseInt(lines.get(3).strip());
            try (Connection connection = DriverManager.getConnection(url(port, USER), USER, password)) {
                LOG.info("Using the PostgreSQL that an earlier service left running");
                return connection.isValid(5)
                        ? Optional.of(new EmbeddedServer(null, port, password, data))
                        : Optional.empty();
            }
        } catch (IOException | SQLException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Tries again for a while: after both were killed a start is refused until the dead postmaster is gone. */
    private static EmbeddedServer start(DataDirectory directory, Path data, String password) {
        IOException last = new IOException("not tried");
        for (int attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
            try {
                EmbeddedPostgres server = builder(directory, data, password).start();
                return new EmbeddedServer(server, server.getPort(), password, data);
            } catch (IOException e) {
                last = e;
            } catch (IllegalStateException e) {
                last = new IOException(e);
            }
            pause();
        }
        throw new UncheckedIOException(
                "The embedded PostgreSQL did not start; its data lies in '" + directory.folder()
                        + "'. Read its log there, or set spring.datasource.url to a server of your own.",
                last);
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the embedded PostgreSQL starts", e);
        }
    }

    private static EmbeddedPostgres.Builder builder(DataDirectory directory, Path data, String password) {
        File log = directory.folder().resolve("postgres.log").toFile();
        Path passwordFile = directory.folder().resolve("postgres.password").toAbsolutePath();
        return EmbeddedPostgres.builder()
                .setDataDirectory(data.toAbsolutePath())
                .setOverrideWorkingDirectory(directory
                        .folder()
                        .resolve("postgres-binaries")
                        .toAbsolutePath()
                        .toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_LIMIT)
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log))
                // Further options of initdb; the last --auth wins over the library's "trust".
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setConnectConfig("password", password)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("wal_compression", "on");
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private void createDatabase() {
        try (Connection connection = DriverManager.getConnection(url(port, USER), USER, password);
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.execute("CREATE DATABASE " + DATABASE);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded PostgreSQL refuses its own user", e);
        }
    }

    @Override
    public void close() {
        try {
            if (started != null) {
                started.close();
            } else {
                stopLeftOver();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stopLeftOver() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (Files.exists(pidFile)) {
            long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
            ProcessHandle.of(pid).ifPresent(process -> {
                process.destroy();
                process.onExit()
                        .orTimeout(20, TimeUnit.SECONDS)
                        .exceptionally(e -> process)
                        .join();
            });
        }
    }
}
