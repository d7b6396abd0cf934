package org.opendatagov.orchestrator.dataset;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.privacy.Masking;
import org.opendatagov.orchestrator.privacy.PersonalLabels;

/** Measures the files of a dataset: their footers say how many rows they have. */
final class DatasetParts {
    private DatasetParts() {}

    static List<DatasetPart> of(Connection connection, ReadableFiles files) throws SQLException {
        List<String> names = files.located().dataset().parts();
        List<Path> readable = files.files();
        Map<String, Long> rows = readable.size() == names.size() ? rows(connection, readable) : Map.of();
        List<DatasetPart> parts = new ArrayList<>();
        for (int index = 0; index < names.size(); index++) {
            Optional<Long> counted = rows.isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(rows.get(readable.get(index).toString()));
            parts.add(new DatasetPart(
                    name(names.get(index), index),
                    partition(names.get(index)),
                    files.located().states().get(index).size(),
                    counted));
        }
        return parts;
    }

    private static Map<String, Long> rows(Connection connection, List<Path> files) throws SQLException {
        String sql = "SELECT file_name, num_rows FROM parquet_file_metadata([" + DuckDb.literals(files) + "])";
        Map<String, Long> rows = new HashMap<>();
        try (var statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                rows.put(row.getString(1), row.getLong(2));
            }
        }
        return rows;
    }

    private static String name(String part, int index) {
        String name = part.substring(part.lastIndexOf('/') + 1);
        return PersonalLabels.tells(name.replaceAll("\\..*", "")) ? "part " + (index + 1) : name;
    }

    private static String partition(String part) {
        List<String> keys = new ArrayList<>();
        String[] folders = part.split("/", -1);
        for (int index = 0; index < folders.length - 1; index++) {
            int equals = folders[index].indexOf('=');
            if (equals > 0) {
                keys.add(shown(folders[index].substring(0, equals), folders[index].substring(equals + 1)));
            }
        }
        return String.join("/", keys);
    }

    private static String shown(String key, String value) {
        return key + "=" + (PersonalLabels.tells(key, value) ? Masking.shape(value) : value);
    }
}
