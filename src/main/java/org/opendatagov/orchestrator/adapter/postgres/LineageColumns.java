package org.opendatagov.orchestrator.adapter.postgres;

import java.time.Instant;
import org.opendatagov.orchestrator.openlineage.ColumnFlow;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Column edges. To be called inside a transaction in its turn. */
final class LineageColumns {
    private final JdbcClient client;
    private final Instant time;

    LineageColumns(JdbcClient client, Instant time) {
        this.client = client;
        this.time = time;
    }

    void link(String upstream, String downstream, String job, ColumnFlow flow) {
        client.sql("""
                INSERT INTO column_edge AS known (upstream, upstream_column, downstream, downstream_column, job, type, subtype,
                    masking, description, first_seen, last_seen)
                VALUES (:upstream, :column, :downstream, :target, :job, :type, :subtype, :masking, :description, :time, :time)
                ON CONFLICT (upstream, upstream_column, downstream, downstream_column, job, type, subtype) DO UPDATE SET
                    masking = CASE WHEN excluded.last_seen >= known.last_seen THEN excluded.masking ELSE known.masking END,
                    description = CASE WHEN excluded.last_seen >= known.last_seen
                                       THEN excluded.description ELSE known.description END,
                    first_seen = least(known.first_seen, excluded.first_seen),
                    last_seen = greatest(known.last_seen, excluded.last_seen)""")
                .param("upstream", upstream)
                .param("column", flow.column())
                .param("downstream", downstream)
                .param("target", flow.target())
                .param("job", job)
                .param("type", flow.type())
                .param("subtype", flow.subtype())
                .param("masking", flow.masking())
                .param("description", flow.description())
                .param("time", Times.of(time))
                .update();
    }

    /** The newest facet replaces those before it: what it does not tell any more has ended. */
    void supersede(String downstream, String job) {
        client.sql("""
                UPDATE column_edge e SET ended_at = CASE WHEN e.last_seen < newest.at THEN newest.at END
                FROM (SELECT max(last_seen) AS at FROM column_edge WHERE downstream = :downstream AND job = :job) newest
                WHERE e.downstream = :downstream AND e.job = :job
                  AND e.ended_at IS DISTINCT FROM CASE WHEN e.last_seen < newest.at THEN newest.at END""").param("downstream", downstream).param("job", job).update();
    }
}
