package org.opendatagov.orchestrator.dataset;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Opens DuckDB instances. An instance is the unit of limits and of lockdown: each query gets one of its own, with its
 * share of the process's memory and temporary disk, that can read the files at hand and nothing else, load no extension and
 * change no setting.
 */
@Component
class DuckDb {
    private final DuckDbSettings settings;
    private final Path temporary;

    DuckDb(DuckDbSettings settings, DataFolders folders) {
        this.settings = settings;
        this.temporary = folders.temporary();
    }

    /** An instance that can do nothing but read these files. */
    Connection open(List<Path> files) throws SQLException {
        Connection connection = instance();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET allowed_paths = [" + literals(files) + "]");
            lock(statement);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    /** An instance that can read these files and write below one folder, for conversions of ours alone. */
    Connection openForConversion(List<Path> files, Path target) throws SQLException {
        Connection connection = instance();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET allowed_paths = [" + literals(files) + "]");
            statement.execute("SET allowed_directories = [" + Sql.literal(target + "/") + "]");
            lock(statement);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private Connection instance() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("jdbc_stream_results", "true");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("memory_limit", settings.memoryLimit().toBytes() / settings.poolSize() + "B");
        properties.setProperty("temp_directory", temporary.toString());
        properties.setProperty("max_temp_directory_size", settings.tempLimit().toBytes() / settings.poolSize() + "B");
        properties.setProperty("preserve_insertion_order", "false");
        return DriverManager.getConnection("jdbc:duckdb:", properties);
    }

    private static void lock(Statement statement) throws SQLException {
        statement.execute("SET TimeZone = 'UTC'");
        statement.execute("SET enable_external_access = false");
        statement.execute("SET lock_configuration = true");
    }

    static String literals(List<Path> files) {
        return files.stream().map(file -> Sql.literal(file.toString())).collect(Collectors.joining(", "));
    }
}
