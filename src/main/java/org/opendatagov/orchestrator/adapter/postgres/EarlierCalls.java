package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.opendatagov.orchestrator.model.ModelAnswer.Answered;
import org.opendatagov.orchestrator.model.ModelCall;
import org.opendatagov.orchestrator.model.ModelLedger.Earlier;
import org.opendatagov.orchestrator.model.Usage;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the ledger has of a call's place in its run: the answer that was paid, and what was never settled. */
final class EarlierCalls {
    private EarlierCalls() {}

    static Earlier at(JdbcClient client, ModelCall call, String hash) {
        List<Answered> answers = new ArrayList<>();
        List<UUID> open = new ArrayList<>();
        client.sql("""
                        SELECT id, outcome, response, model, input_tokens, output_tokens, cached_tokens, reasoning_tokens
                            FROM model_call WHERE run = :run AND place = :place
                            AND (outcome = 'reserved' OR hash = :hash AND outcome = 'answered') ORDER BY settled_at""")
                .param("run", call.run())
                .param("place", call.place())
                .param("hash", hash)
                .query(row -> {
                    if (row.getString("outcome").equals("reserved")) {
                        open.add(row.getObject("id", UUID.class));
                    } else {
                        answers.add(answer(row));
                    }
                });
        return new Earlier(answers.stream().findFirst(), open);
    }

    private static Answered answer(ResultSet row) throws SQLException {
        Usage usage = new Usage(
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("cached_tokens"),
                row.getLong("reasoning_tokens"));
        return new Answered(row.getString("response"), row.getString("model"), usage, true, false);
    }
}
