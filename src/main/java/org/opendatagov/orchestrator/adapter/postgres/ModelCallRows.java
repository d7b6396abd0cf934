package org.opendatagov.orchestrator.adapter.postgres;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.opendatagov.orchestrator.model.Budget;
import org.opendatagov.orchestrator.model.ModelCall;
import org.opendatagov.orchestrator.model.ModelLedger.Settlement;

/** Rows of {@code model_call}. */
final class ModelCallRows {
    /** Stands in no scope and no number. */
    private static final String SEPARATOR = "\u001f";

    private static final String INSERT = """
            INSERT INTO model_call (id, run, place, expert, caller, tenant, model, prompt, hash, system, question, outcome, reserved_usd,
                scopes, caps)
            SELECT id, run, place, expert, caller, tenant, model, prompt, hash, system, question, outcome, reserved,
                string_to_array(scopes, ?), string_to_array(caps, ?)::numeric[]
            FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::numeric[], ?::text[], ?::text[])
                 AS new(id, run, place, expert, caller, tenant, model, prompt, hash, system, question, outcome, reserved, scopes, caps)""";
    private static final String SETTLE = """
            UPDATE model_call SET outcome = done.outcome, response = done.response, input_tokens = done.input, output_tokens = done.output,
                cached_tokens = done.cached, reasoning_tokens = done.reasoning, cost_usd = coalesce(done.cost, reserved_usd),
                duration_ms = done.duration, settled_at = clock_timestamp()
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::numeric[], ?::bigint[])
                 AS done(id, outcome, response, input, output, cached, reasoning, cost, duration)
            WHERE model_call.id = done.id AND model_call.outcome = 'reserved'
            RETURNING model_call.id, reserved_usd, cost_usd, scopes, caps""";

    private ModelCallRows() {}

    /** What a settled call gives back and costs, and where. */
    record Settled(BigDecimal reserved, BigDecimal cost, List<Budget> budgets) {}

    /** A call to write down, reserved or answered by the cache. */
    record NewCall(
            UUID id,
            ModelCall call,
            String model,
            String hash,
            String outcome,
            BigDecimal reserved,
            List<Budget> budgets) {
        private String scopes() {
            return String.join(SEPARATOR, budgets.stream().map(Budget::scope).toList());
        }

        private String caps() {
            return String.join(
                    SEPARATOR,
                    budgets.stream().map(budget -> budget.cap().toPlainString()).toList());
        }
    }

    static void insert(Statements statements, List<NewCall> calls) throws SQLException {
        if (calls.isEmpty()) {
            return;
        }
        statements.next(INSERT);
        statements
                .value(SEPARATOR)
                .value(SEPARATOR)
                .column("uuid", calls, NewCall::id)
                .column("uuid", calls, call -> call.call().run())
                .column("text", calls, call -> call.call().place())
                .column("text", calls, call -> call.call().expert())
                .column("text", calls, call -> call.call().user())
                .column("text", calls, call -> call.call().tenant())
                .column("text", calls, NewCall::model)
                .column("text", calls, call -> call.call().prompt())
                .column("text", calls, NewCall::hash)
                .column("text", calls, call -> call.call().system())
                .column("text", calls, call -> call.call().shown().replace("\u0000", ""))
                .column("text", calls, NewCall::outcome)
                .column("numeric", calls, NewCall::reserved)
                .column("text", calls, NewCall::scopes)
                .column("text", calls, NewCall::caps);
    }

    /** Each call is settled once: those that are now, by id. */
    static Map<UUID, Settled> settle(Connection connection, List<LedgerChange.Settle> calls) throws SQLException {
        Map<UUID, Settled> settled = new HashMap<>();
        if (calls.isEmpty()) {
            return settled;
        }
        try (PreparedStatement statement = connection.prepareStatement(SETTLE)) {
            int index = 0;
            for (Array column : columns(connection, calls)) {
                statement.setArray(++index, column);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    settled.put(rows.getObject("id", UUID.class), settled(rows));
                }
            }
        }
        return settled;
    }

    private static List<Array> columns(Connection connection, List<LedgerChange.Settle> calls) throws SQLException {
        List<Settlement> settlements =
                calls.stream().map(LedgerChange.Settle::settlement).toList();
        return List.of(
                Statements.array(connection, "uuid", calls, LedgerChange.Settle::id),
                Statements.array(connection, "text", settlements, Settlement::outcome),
                Statements.array(
                        connection, "text", settlements, done -> done.response().replace("\u0000", "")),
                Statements.array(
                        connection, "int8", settlements, done -> done.usage().input()),
                Statements.array(
                        connection, "int8", settlements, done -> done.usage().output()),
                Statements.array(
                        connection, "int8", settlements, done -> done.usage().cached()),
                Statements.array(
                        connection, "int8", settlements, done -> done.usage().reasoning()),
                Statements.array(connection, "numeric", settlements, Settlement::cost),
                Statements.array(
                        connection, "int8", settlements, done -> done.duration().toMillis()));
    }

    private static Settled settled(ResultSet row) throws SQLException {
        String[] scopes = (String[]) row.getArray("scopes").getArray();
        BigDecimal[] caps = (BigDecimal[]) row.getArray("caps").getArray();
        List<Budget> budgets = new ArrayList<>();
        for (int index = 0; index < scopes.length; index++) {
            budgets.add(new Budget(scopes[index], caps[index]));
        }
        return new Settled(row.getBigDecimal("reserved_usd"), row.getBigDecimal("cost_usd"), budgets);
    }
}
