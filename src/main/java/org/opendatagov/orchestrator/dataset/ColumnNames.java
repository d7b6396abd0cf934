package org.opendatagov.orchestrator.dataset;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** The labels of columns. Any is fine but one that no SQL can name. */
final class ColumnNames {
    private ColumnNames() {}

    /** @throws OrchestratorException {@code unreadable_dataset} where a label holds a NUL character */
    static List<String> of(Connection connection, String relation, Dataset dataset) throws SQLException {
        List<String> names = new ArrayList<>();
        try (var statement = connection.prepareStatement("DESCRIBE SELECT * FROM " + relation);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                names.add(nameable(row.getString("column_name"), names.size(), dataset));
            }
        }
        return names;
    }

    static String nameable(String name, int position, Dataset dataset) {
        if (name.indexOf('\0') >= 0) {
            throw new OrchestratorException(
                    ErrorCode.UNREADABLE_DATASET,
                    "'%s' cannot be read as %s: the label of column %d holds a NUL character. Rename the column, or write the file again as text."
                            .formatted(dataset.location(), dataset.format().text(), position + 1));
        }
        return name;
    }
}
