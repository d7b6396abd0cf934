package org.opendatagov.orchestrator.dataset;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.privacy.PersonalLabels;

/** Keeps labels in that are personal values: in the view {@code dataset} such a column is called by its place. */
final class PersonalNames {
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"]|\"\")*)\"");

    private PersonalNames() {}

    /**
     * Creates the view {@code dataset}.
     *
     * @return the files, with a warning for each label that was replaced
     */
    static ReadableFiles createView(Connection connection, ReadableFiles files) throws SQLException {
        List<String> names = new ArrayList<>();
        try (var statement = connection.prepareStatement("DESCRIBE " + files.query());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                names.add(row.getString("column_name"));
            }
        }
        Map<String, String> renamed = renamed(names);
        String query = renamed.isEmpty()
                ? files.query()
                : renamed.entrySet().stream()
                        .map(entry -> Sql.identifier(entry.getKey()) + " AS " + Sql.identifier(entry.getValue()))
                        .collect(Collectors.joining(", ", "SELECT * RENAME (", ") FROM (" + files.query() + ")"));
        try (var statement = connection.prepareStatement("CREATE VIEW dataset AS " + query)) {
            statement.execute();
        }
        return renamed.isEmpty() ? files : files.warned(renamed.values());
    }

    private static Map<String, String> renamed(List<String> names) {
        Map<String, String> renamed = new LinkedHashMap<>();
        for (int index = 0; index < names.size(); index++) {
            if (PersonalLabels.tells(names.get(index))) {
                String name = "column_" + (index + 1);
                while (contains(names, name)) {
                    name += "_";
                }
                renamed.put(names.get(index), name);
            }
        }
        return renamed;
    }

    private static boolean contains(List<String> names, String name) {
        return names.stream().anyMatch(name::equalsIgnoreCase);
    }

    /** A nested type without the field names that are values. */
    static String type(String type) {
        return QUOTED.matcher(type)
                .replaceAll(name -> PersonalLabels.tells(name.group(1).replace("\"\"", "\"")) ? "field" : "$0");
    }
}
