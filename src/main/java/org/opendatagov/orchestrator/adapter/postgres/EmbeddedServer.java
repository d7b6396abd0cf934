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

    private final DataDirectory directory;
    private volatile @Nullable EmbeddedPostgres started;
    private volatile boolean closed;
    private final int port;
    private final String password;
    private final Path data;

    private EmbeddedServer(
            DataDirectory directory, @Nullable EmbeddedPostgres started, int port, String password, Path data) {
        this.directory = directory;
        this.started = started;
        this.port = port;
        this.password = password;
        this.data = data;
    }

    static EmbeddedServer open(DataDirectory directory) {
        String password = directory.remembered("postgres.password", EmbeddedServer::newPassword);
        Path data = directory.folder().resolve("postgres");
        EmbeddedServer server = leftOver(directory, data, password).orElseGet(() -> {
            EmbeddedPostgres started = start(directory, data, password, Optional.empty());
            return new EmbeddedServer(directory, started, started.getPort(), password, data);
        });
        server.createDatabase();
        server.watch();
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
    private static Optional<EmbeddedServer> leftOver(DataDirectory directory, Path data, String password) {
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
                        ? Optional.of(new EmbeddedServer(directory, null, port, password, data))
                        : Optional.empty();
            }
        } catch (IOException | SQLException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Tries again for a while: after both were killed a start is refused until the dead postmaster is gone. */
    private static EmbeddedPostgres start(DataDirectory directory, Path data, String password, Optional<Integer> port) {
        IOException last = new IOException("not tried");
        for (int attempt = 1; attempt <= START_ATTEMPTS; attempt++) {
            try {
                EmbeddedPostgres.Builder builder = builder(directory, data, password);
                port.ifPresent(builder::setPort);
                return builder.start();
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

    /** A server that ends though the service goes on is started again, on the same port: runs wait meanwhile. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void watch() {
        postmaster().ifPresent(process -> process.onExit().thenRunAsync(this::revive));
    }

    private synchronized void revive() {
        if (closed) {
            return;
        }
        LOG.error("The embedded PostgreSQL ended; it is started again");
        try {
            EmbeddedPostgres dead = started;
            if (dead != null) {
                dead.close();
            }
            started = start(directory, data, password, Optional.of(port));
            watch();
        } catch (IOException | RuntimeException e) {
            LOG.error("The embedded PostgreSQL could not be started again; restart the service", e);
        }
    }

    /** The first line of {@code postmaster.pid}. */
    private Optional<ProcessHandle> postmaster() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                    .getFirst()
                    .strip()));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
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
    public synchronized void close() {
        closed = true;
        EmbeddedPostgres server = started;
        try {
            if (server != null) {
                server.close();
            } else {
                postmaster().ifPresent(EmbeddedServer::stop);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(ProcessHandle process) {
        process.destroy();
        process.onExit()
                .orTimeout(20, TimeUnit.SECONDS)
                .exceptionally(e -> process)
                .join();
    }
}
