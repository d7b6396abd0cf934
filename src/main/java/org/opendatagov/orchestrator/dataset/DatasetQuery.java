package org.opendatagov.orchestrator.dataset;

import java.sql.Connection;
import java.sql.SQLException;

/** Work on a locked-down DuckDB connection in which the view {@code dataset} is the dataset and nothing else exists; {@code prepareStatement} of {@code SELECT} is all it does. */
@FunctionalInterface
public interface DatasetQuery<T> {
    T run(Connection connection) throws SQLException;
}
