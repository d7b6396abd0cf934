package org.opendatagov.orchestrator.adapter.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The next nodes of the lineage graph in one direction, by indexes alone: from datasets to jobs and datasets, from jobs to datasets. In two steps,
 * since a job that reads a hundred and writes a hundred has two hundred edges, and ten thousand ways. To be asked inside a transaction.
 */
final class GraphHops {
    /** An edge as it is walked: against the flow of data where the walk goes upstream. */
    record Hop(String from, String to, boolean toJob, String how, double confidence) {
        private static final Comparator<Hop> ORDER =
                Comparator.comparing(Hop::from).thenComparing(Hop::to).thenComparing(Hop::how);

        Hop between(String origin, String target) {
            return new Hop(origin, target, toJob, how, confidence);
        }
    }

    private static final String NOW = "%1$s.ended_at IS NULL";
    private static final String THEN = "%1$s.first_seen <= :at AND (%1$s.ended_at IS NULL OR %1$s.ended_at > :at)";

    private static final String OF_DATASETS = """
            SELECT e.ORIGIN AS origin, e.TARGET AS target, false AS job, e.how, e.confidence
            FROM lineage_edge e WHERE e.ORIGIN = ANY (:keys) AND EDGE
            UNION ALL
            SELECT d.dataset, d.job, true, 'openlineage', 1
            FROM job_dataset d WHERE d.dataset = ANY (:ids) AND d.role = :role AND ACCESS""";
    private static final String OF_JOBS = """
            SELECT d.job AS origin, d.dataset AS target, false AS job, 'openlineage' AS how, 1 AS confidence
            FROM job_dataset d WHERE d.job = ANY (:ids) AND d.role = :role AND ACCESS""";
    /** Only where there is too much does the database sort: it takes longer over it than over the reading. */
    private static final String SORTED = " ORDER BY 1, 2, 4";
    /** Per dataset the first job is enough: a level may have thousands. */
    private static final String ONWARD = """
            SELECT n FROM unnest(:ids) AS n CROSS JOIN LATERAL (
                SELECT 1 FROM job_dataset d WHERE d.dataset = n AND d.role = :role AND ACCESS
                   AND d.job NOT IN (SELECT unnest(:known)) LIMIT 1) AS more""";

    private final JdbcClient client;
    private final Optional<Instant> at;
    private final boolean downstream;

    GraphHops(JdbcClient client, Optional<Instant> at, boolean downstream) {
        this.client = client;
        this.at = at;
        this.downstream = downstream;
    }

    /**
     * Planned for its hundreds of ids, a level is read by a scan of all edges in parallel: 140 ms instead of 34 for 400 ids among a million edges.
     * The generic plan goes by indexes, and is made once. Holds until the transaction ends.
     */
    static void plannedForFew(JdbcClient client) {
        client.sql("""
                SELECT set_config('plan_cache_mode', 'force_generic_plan', true),
                       set_config('max_parallel_workers_per_gather', '0', true)""").query(row -> {});
    }

    /**
     * To jobs and datasets.
     *
     * @param keys by which edges may call these datasets: ids; going downstream, locations and names too
     * @param limit of more hops the first in order are answered
     */
    List<Hop> ofDatasets(Collection<String> ids, Collection<String> keys, int limit) {
        return hops(
                downstream
                        ? OF_DATASETS.replace("ORIGIN", "upstream").replace("TARGET", "downstream")
                        : OF_DATASETS.replace("ORIGIN", "downstream").replace("TARGET", "upstream"),
                ids,
                keys,
                downstream ? "input" : "output",
                limit);
    }

    /** To datasets. */
    List<Hop> ofJobs(Collection<String> jobs, int limit) {
        return hops(OF_JOBS, jobs, List.of(), downstream ? "output" : "input", limit);
    }

    /** Those of these datasets with a job behind them that is not among the known. */
    List<String> onward(Collection<String> ids, Set<String> known) {
        return statement(ONWARD, ids)
                .param("role", downstream ? "input" : "output")
                .param("known", known.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private List<Hop> hops(String sql, Collection<String> ids, Collection<String> keys, String role, int limit) {
        List<Hop> found = read(sql, ids, keys, role, limit);
        return found.size() < limit
                ? found.stream().sorted(Hop.ORDER).toList()
                : read(sql + SORTED, ids, keys, role, limit);
    }

    private List<Hop> read(String sql, Collection<String> ids, Collection<String> keys, String role, int limit) {
        JdbcClient.StatementSpec statement =
                statement(sql + " LIMIT :limit", ids).param("role", role).param("limit", limit);
        return (sql.contains(":keys") ? statement.param("keys", keys.toArray(String[]::new)) : statement)
                .query((row, number) -> new Hop(
                        row.getString(1), row.getString(2), row.getBoolean(3), row.getString(4), row.getDouble(5)))
                .list();
    }

    private JdbcClient.StatementSpec statement(String sql, Collection<String> ids) {
        String held = at.isPresent() ? THEN : NOW;
        JdbcClient.StatementSpec statement = client.sql(
                        sql.replace("EDGE", held.formatted("e")).replace("ACCESS", held.formatted("d")))
                .param("ids", ids.toArray(String[]::new));
        return at.map(time -> statement.param("at", Times.of(time))).orElse(statement);
    }
}
