package org.opendatagov.orchestrator.adapter.postgres;

import java.util.Collection;
import java.util.List;
import org.opendatagov.orchestrator.catalog.ColumnEdge;
import org.opendatagov.orchestrator.catalog.Direction;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads column edges. */
final class ColumnEdges {
    private static final String ORDER =
            " ORDER BY upstream, upstream_column, downstream, downstream_column, job, type, subtype";

    private ColumnEdges() {}

    static List<ColumnEdge> read(JdbcClient client, Collection<String> datasets, Direction direction) {
        String where = switch (direction) {
            case DOWNSTREAM -> "upstream = ANY (:ids)";
            case UPSTREAM -> "downstream = ANY (:ids)";
            case BOTH -> "(upstream = ANY (:ids) OR downstream = ANY (:ids))";
        };
        return client.sql("SELECT * FROM column_edge WHERE ended_at IS NULL AND " + where + ORDER)
                .param("ids", datasets.toArray(String[]::new))
                .query((row, number) -> new ColumnEdge(
                        row.getString("upstream"),
                        row.getString("upstream_column"),
                        row.getString("downstream"),
                        row.getString("downstream_column"),
                        row.getString("job"),
                        row.getString("type"),
                        row.getString("subtype"),
                        row.getBoolean("masking"),
                        row.getString("description"),
                        Times.read(row, "first_seen"),
                        Times.read(row, "last_seen")))
                .list();
    }
}
