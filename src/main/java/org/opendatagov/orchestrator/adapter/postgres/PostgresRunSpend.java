package org.opendatagov.orchestrator.adapter.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.catalog.RunSpend;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs with what their calls of language models cost. */
@Component
class PostgresRunSpend implements RunSpend {
    private final JdbcClient client;

    PostgresRunSpend(DataSource database) {
        this.client = JdbcClient.create(database);
    }

    @Override
    public List<Spent> since(Instant from) {
        return client.sql("""
                SELECT workflow, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM') AS month, count(*) AS runs,
                    coalesce(sum(spent.usd), 0) AS usd
                FROM run LEFT JOIN (SELECT run, sum(cost_usd) AS usd FROM model_call GROUP BY run) spent ON spent.run = run.id
                WHERE created_at >= ? GROUP BY 1, 2 ORDER BY 2, 1""")
                .param(from.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Spent(
                        row.getString("workflow"),
                        row.getString("month"),
                        row.getLong("runs"),
                        row.getBigDecimal("usd")))
                .list();
    }
}
