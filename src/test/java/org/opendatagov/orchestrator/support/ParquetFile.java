package org.opendatagov.orchestrator.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes what a query of DuckDB gives as a Parquet file. */
public final class ParquetFile {
    private ParquetFile() {}

    public static Path write(Path file, String select) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("COPY (" + select + ") TO '" + file.toString().replace("'", "''") + "' (FORMAT parquet)");
            return file;
        } catch (SQLException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
