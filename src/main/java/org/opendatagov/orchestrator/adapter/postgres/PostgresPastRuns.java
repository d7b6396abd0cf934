package org.opendatagov.orchestrator.adapter.postgres;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.forecast.PastRuns;
import org.springframework.stereotype.Component;

/** Past runs from their journals and the ledger. */
@Component
class PostgresPastRuns implements PastRuns {
    private final CatalogDatabase database;

    PostgresPastRuns(DataSource source) {
        this.database = new CatalogDatabase(source);
    }

    private record Row(UUID run, String task, Sample sample) {}

    @Override
    public History ofWorkflow(String workflow, int most) {
        List<Row> rows = database.read(
                "past runs could not be read",
                client -> client.sql("""
                        WITH past AS (
                            SELECT id FROM run WHERE workflow = :workflow AND state = 'succeeded'
                            ORDER BY created_at DESC, id DESC LIMIT :most),
                        ended AS (
                            SELECT run, task, payload FROM journal WHERE run IN (SELECT id FROM past) AND kind = 'outcome'
                              AND key = '' AND payload ->> 'status' = 'succeeded' AND payload ->> 'cached' IS NULL),
                        spent AS (
                            SELECT run, split_part(place, '[', 1) AS task, sum(cost_usd) AS usd FROM model_call
                            WHERE run IN (SELECT id FROM past) GROUP BY 1, 2)
                        SELECT run, task, coalesce(usd, 0) AS usd, extract(epoch FROM
                            (payload ->> 'finished_at')::timestamptz - (payload ->> 'started_at')::timestamptz) AS seconds
                        FROM ended LEFT JOIN spent USING (run, task)""")
                        .param("workflow", workflow)
                        .param("most", most)
                        .query((row, number) -> new Row(
                                row.getObject("run", UUID.class),
                                row.getString("task"),
                                new Sample(row.getBigDecimal("seconds"), row.getBigDecimal("usd"))))
                        .list());
        Set<UUID> runs = new HashSet<>();
        Map<String, List<Sample>> tasks = new HashMap<>();
        for (Row row : rows) {
            runs.add(row.run());
            tasks.computeIfAbsent(row.task(), task -> new ArrayList<>()).add(row.sample());
        }
        return new History(runs.size(), tasks);
    }

    @Override
    public List<BigDecimal> costsOf(String expert, int most) {
        return database.read(
                "past calls could not be read",
                client -> client.sql("""
                        SELECT sum(cost_usd) AS usd FROM model_call WHERE expert = ? GROUP BY run, place
                        ORDER BY max(reserved_at) DESC LIMIT ?""")
                        .params(expert, most)
                        .query(BigDecimal.class)
                        .list());
    }
}
