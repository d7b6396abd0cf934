package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.engine.RunCosts;
import org.opendatagov.orchestrator.engine.TaskCost;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sums over the ledger, by run and task. While nobody has ever asked a model there is nothing to sum up: what this replica asked it knows at
 * once, and others are looked after once a second. That second is in no budget, for those are reckoned in the ledger, under lock; nor in what a
 * run's end says it cost: what another replica spent, it spent before the run was taken here, and is looked for once more.
 */
@Component
class PostgresRunCosts implements RunCosts {
    private static final long LOOK = Duration.ofSeconds(1).toNanos();

    private final JdbcClient client;
    private final PostgresModelLedger ledger;
    private volatile boolean spent;
    private volatile long looked = System.nanoTime() - LOOK;

    PostgresRunCosts(DataSource database, PostgresModelLedger ledger) {
        this.ledger = ledger;
        this.client = JdbcClient.create(database);
    }

    private record Row(UUID run, String task, TaskCost cost) {}

    @Override
    public Map<UUID, Map<String, TaskCost>> of(Collection<UUID> runs) {
        Map<UUID, Map<String, TaskCost>> costs = new HashMap<>();
        if (!runs.isEmpty() && anySpent()) {
            rows(runs)
                    .forEach(row -> costs.computeIfAbsent(row.run(), run -> new LinkedHashMap<>())
                            .put(row.task(), row.cost()));
        }
        return costs;
    }

    private boolean anySpent() {
        if (!spent && System.nanoTime() - looked >= LOOK) {
            look();
        }
        return spent || ledger.used();
    }

    @Override
    public void look() {
        if (!spent) {
            looked = System.nanoTime();
            boolean found = client.sql("SELECT EXISTS (SELECT 1 FROM model_call)")
                    .query(Boolean.class)
                    .single();
            spent = spent || found;
        }
    }

    /** A place is {@code task} or {@code task[key]}. */
    private List<Row> rows(Collection<UUID> runs) {
        return client.sql("""
                        SELECT run, split_part(place, '[', 1) AS task, count(*) FILTER (WHERE outcome <> 'cached') AS calls,
                            count(*) FILTER (WHERE outcome = 'cached') AS cached_calls, sum(input_tokens) AS input,
                            sum(output_tokens) AS output, sum(cost_usd) AS usd,
                            array_agg(DISTINCT model ORDER BY model) AS models, array_agg(DISTINCT prompt ORDER BY prompt) AS prompts
                        FROM model_call WHERE run IN (:runs) GROUP BY 1, 2 ORDER BY 1, 2""")
                .param("runs", runs)
                .query((row, number) -> new Row(row.getObject("run", UUID.class), row.getString("task"), cost(row)))
                .list();
    }

    private static TaskCost cost(ResultSet row) throws SQLException {
        return new TaskCost(
                row.getLong("calls"),
                row.getLong("cached_calls"),
                row.getLong("input"),
                row.getLong("output"),
                row.getBigDecimal("usd"),
                List.of((String[]) row.getArray("models").getArray()),
                List.of((String[]) row.getArray("prompts").getArray()));
    }
}
