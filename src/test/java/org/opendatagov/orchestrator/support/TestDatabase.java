package org.opendatagov.orchestrator.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.test.context.DynamicPropertyRegistry;

/** One real PostgreSQL for the tests of this JVM; each call gives a new, migrated database in it. */
public final class TestDatabase {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabase() {}

    public static DataSource create() {
        String name = "test_" + NUMBER.incrementAndGet();
        try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        DataSource database = Server.POSTGRES.getDatabase("postgres", name);
        Flyway.configure().dataSource(database).load().migrate();
        return database;
    }

    /** The JDBC address of a new, migrated database, for a whole service under test. */
    public static String createUrl() {
        create();
        return Server.POSTGRES.getJdbcUrl("postgres", "test_" + NUMBER.get());
    }

    /** Gives a context under test a database of its own, however often it asks for its address. */
    public static void register(DynamicPropertyRegistry registry) {
        String url = createUrl();
        registry.add("spring.datasource.url", () -> url);
    }

    /** All rows of all tables of the newest database, as text. */
    public static String dump() throws SQLException {
        StringBuilder all = new StringBuilder();
        try (var connection = Server.POSTGRES
                        .getDatabase("postgres", "test_" + NUMBER.get())
                        .getConnection();
                var statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (var row = statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
                while (row.next()) {
                    tables.add(row.getString(1));
                }
            }
            for (String table : tables) {
                try (var row = statement.executeQuery("SELECT x::text FROM " + table + " x")) {
                    while (row.next()) {
                        all.append(row.getString(1)).append('\n');
                    }
                }
            }
        }
        return all.toString();
    }

    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
