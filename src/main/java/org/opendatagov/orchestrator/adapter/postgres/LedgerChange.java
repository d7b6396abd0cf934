package org.opendatagov.orchestrator.adapter.postgres;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.opendatagov.orchestrator.model.Budget;
import org.opendatagov.orchestrator.model.ModelAnswer.Answered;
import org.opendatagov.orchestrator.model.ModelCall;
import org.opendatagov.orchestrator.model.ModelLedger.Alert;
import org.opendatagov.orchestrator.model.ModelLedger.Reservation;
import org.opendatagov.orchestrator.model.ModelLedger.Settlement;

/** A change of the ledger. */
sealed interface LedgerChange {
    record Reserve(UUID id, ModelCall call, String model, String hash, BigDecimal most, List<Budget> budgets)
            implements LedgerChange {}

    record Settle(UUID id, Settlement settlement) implements LedgerChange {}

    record Cached(UUID id, ModelCall call, String hash, Answered answer) implements LedgerChange {}

    /** What came of one. */
    sealed interface Done {
        record Reserved(Reservation reservation) implements Done {}

        record Settled(List<Alert> alerts) implements Done {}

        record Noted() implements Done {}
    }
}
