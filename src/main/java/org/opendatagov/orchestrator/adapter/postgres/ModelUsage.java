package org.opendatagov.orchestrator.adapter.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.model.UsageLine;
import org.opendatagov.orchestrator.model.UsageQuery;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sums over the ledger, the most expensive group first. */
final class ModelUsage {
    private static final String MONTH = "to_char(reserved_at AT TIME ZONE 'UTC', 'YYYY-MM')";

    private ModelUsage() {}

    static List<UsageLine> of(JdbcClient client, UsageQuery query) {
        Map<String, Object> values = new LinkedHashMap<>();
        query.run().ifPresent(run -> values.put("run", run));
        query.user().ifPresent(user -> values.put("caller", user));
        query.tenant().ifPresent(tenant -> values.put("tenant", tenant));
        query.expert().ifPresent(expert -> values.put("expert", expert));
        query.model().ifPresent(model -> values.put("model", model));
        query.month().ifPresent(month -> values.put("month", month.toString()));
        List<String> conditions = new ArrayList<>(List.of("true"));
        values.keySet().forEach(name -> conditions.add((name.equals("month") ? MONTH : name) + " = :" + name));
        return client.sql("""
                        SELECT %s AS key, count(*) FILTER (WHERE outcome <> 'cached') AS calls,
                            count(*) FILTER (WHERE outcome = 'cached') AS cached_calls, sum(input_tokens) AS input,
                            sum(output_tokens) AS output, sum(cached_tokens) AS cached, sum(reasoning_tokens) AS reasoning,
                            sum(cost_usd) AS cost, coalesce(sum(reserved_usd) FILTER (WHERE outcome = 'reserved'), 0) AS reserved
                        FROM model_call WHERE %s GROUP BY 1 ORDER BY cost DESC, key LIMIT %d""".formatted(column(query.by()), String.join(" AND ", conditions), UsageQuery.MOST_LINES))
                .params(values)
                .query((row, number) -> new UsageLine(
                        row.getString("key"),
                        row.getLong("calls"),
                        row.getLong("cached_calls"),
                        row.getLong("input"),
                        row.getLong("output"),
                        row.getLong("cached"),
                        row.getLong("reasoning"),
                        row.getBigDecimal("cost"),
                        row.getBigDecimal("reserved")))
                .list();
    }

    private static String column(UsageQuery.Grouping by) {
        return switch (by) {
            case RUN -> "run::text";
            case TASK -> "run::text || '/' || place";
            case USER -> "caller";
            case TENANT -> "tenant";
            case EXPERT -> "expert";
            case MODEL -> "model";
            case PROMPT -> "prompt";
            case MONTH -> MONTH;
        };
    }
}
