package org.opendatagov.orchestrator.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.model.ModelCall;
import org.opendatagov.orchestrator.model.ModelLedger.Reservation;
import org.opendatagov.orchestrator.model.ModelLedger.Settlement;
import org.opendatagov.orchestrator.model.Usage;
import org.opendatagov.orchestrator.support.TestDatabase;

/** Two replicas on one database that nobody has asked a model with. */
class RunCostsTest {
    private static final UUID RUN = UUID.randomUUID();
    private static final BigDecimal COST = new BigDecimal("0.01");

    private final DataSource database = TestDatabase.create();
    private final PostgresModelLedger ledger = new PostgresModelLedger(database);
    private final PostgresModelLedger otherLedger = new PostgresModelLedger(database);
    private final PostgresRunCosts costs = new PostgresRunCosts(database, ledger);
    private final PostgresRunCosts others = new PostgresRunCosts(database, otherLedger);

    @AfterEach
    void close() {
        ledger.close();
        otherLedger.close();
    }

    private void spend() {
        ModelCall call = new ModelCall(RUN, "scan[2]", "Expert", "", "", "prompt@1", "", "", "{}", Instant.now());
        Reservation.Granted granted = (Reservation.Granted) ledger.reserve(call, "model", "hash", COST, List.of());
        ledger.settle(granted.id(), new Settlement("answered", Usage.NONE, COST, "", Duration.ofMillis(1)));
    }

    @Test
    void the_first_call_ever_is_seen_at_once_by_the_replica_that_made_it_and_by_one_that_looks() {
        assertThat(costs.of(List.of(RUN))).isEmpty();
        assertThat(others.of(List.of(RUN))).isEmpty();

        spend();

        assertThat(costs.of(List.of(RUN)).get(RUN).get("scan").usd()).isEqualByComparingTo(COST);
        others.look();
        assertThat(others.of(List.of(RUN)).get(RUN).get("scan").usd()).isEqualByComparingTo(COST);
    }
}
