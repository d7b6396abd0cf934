package org.opendatagov.orchestrator.trigger;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Takes one database away from its clients, as a server that is down does, and gives it back. */
final class DatabaseOutage {
    private final String server;
    private final String database;

    /** @param url of a database of {@code TestDatabase} */
    DatabaseOutage(String url) {
        int start = url.lastIndexOf('/') + 1;
        int end = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
        this.server = url.substring(0, start) + "postgres" + url.substring(end);
        this.database = url.substring(start, end);
    }

    void begin() throws SQLException {
        execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");
        execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database + "'");
    }

    void end() throws SQLException {
        execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(server, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
