package org.opendatagov.orchestrator.adapter.postgres;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two datasets that turn out to be one. The id of the one that goes still finds the other. */
final class DatasetMerge {
    private static final List<String> MOVES = List.of(
            """
            INSERT INTO job_dataset AS known (job, dataset, role, first_seen, last_seen)
            SELECT job, :into, role, first_seen, last_seen FROM job_dataset WHERE dataset = :from
            ON CONFLICT (job, dataset, role) DO UPDATE SET first_seen = least(known.first_seen, excluded.first_seen),
                last_seen = greatest(known.last_seen, excluded.last_seen)""",
            """
            INSERT INTO job_run_dataset (run, dataset, role, facets, seen_at)
            SELECT run, :into, role, facets, seen_at FROM job_run_dataset WHERE dataset = :from ON CONFLICT DO NOTHING""",
            """
            INSERT INTO lineage_facet (kind, owner, name, event_time, facet)
            SELECT kind, :into, name, event_time, facet FROM lineage_facet WHERE kind = 'dataset' AND owner = :from
            ON CONFLICT DO NOTHING""",
            "DELETE FROM lineage_facet WHERE kind = 'dataset' AND owner = :from",
            """
            INSERT INTO column_edge (upstream, upstream_column, downstream, downstream_column, job, type, subtype, masking,
                                     description, first_seen, last_seen, ended_at)
            SELECT CASE upstream WHEN :from THEN :into ELSE upstream END, upstream_column,
                   CASE downstream WHEN :from THEN :into ELSE downstream END, downstream_column, job, type, subtype, masking,
                   description, first_seen, last_seen, ended_at
            FROM column_edge WHERE upstream = :from OR downstream = :from ON CONFLICT DO NOTHING""",
            """
            INSERT INTO lineage_edge (upstream, downstream, how, confidence, job, first_seen, last_seen, ended_at)
            SELECT CASE upstream WHEN :from THEN :into ELSE upstream END, CASE downstream WHEN :from THEN :into ELSE downstream END,
                   how, confidence, job, first_seen, last_seen, ended_at
            FROM lineage_edge WHERE (upstream = :from OR downstream = :from) AND how <> 'declared' ON CONFLICT DO NOTHING""",
            "DELETE FROM lineage_edge WHERE downstream = :from",
            "DELETE FROM lineage_edge WHERE upstream = :from AND how <> 'declared'",
            "UPDATE dataset_alias SET dataset = :into WHERE dataset = :from",
            "INSERT INTO dataset_alias (namespace, name, dataset) VALUES ('', :from, :into) ON CONFLICT DO NOTHING",
            """
            UPDATE dataset SET owners = owners_told('dataset', :into),
                namespace = (SELECT min(namespace) FROM dataset_alias a WHERE a.dataset = :into AND a.namespace <> '') WHERE id = :into""",
            "UPDATE job_dataset d SET ended_at = job_version_after(d.job, d.role, d.last_seen) WHERE dataset = :into",
            "DELETE FROM dataset WHERE id = :from");

    private final JdbcClient client;

    DatasetMerge(JdbcClient client) {
        this.client = client;
    }

    void merge(String from, String into) {
        declarations(location(from), location(into));
        MOVES.forEach(sql -> {
            JdbcClient.StatementSpec move = client.sql(sql);
            move = sql.contains(":from") ? move.param("from", from) : move;
            (sql.contains(":into") ? move.param("into", into) : move).update();
        });
    }

    private String location(String id) {
        return client.sql("SELECT location FROM dataset WHERE id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    /** What was declared for the one that goes holds for the other, where nothing else is declared for that. */
    private void declarations(String from, String into) {
        CatalogDeclarations declarations = new CatalogDeclarations(client);
        Map<?, ?> kept = declarations.declared(into);
        Map<String, Object> missing = new LinkedHashMap<>();
        declarations.declared(from).forEach((name, value) -> {
            if (!kept.containsKey(name)) {
                missing.put(String.valueOf(name), value);
            }
        });
        if (!missing.isEmpty()) {
            declarations.request(into, missing);
        }
    }
}
