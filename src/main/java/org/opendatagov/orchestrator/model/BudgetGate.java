package org.opendatagov.orchestrator.model;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.opendatagov.orchestrator.expert.CallSuspended;
import org.opendatagov.orchestrator.expert.CallWaits;
import org.opendatagov.orchestrator.model.BudgetSettings.WhenReached;
import org.opendatagov.orchestrator.model.ModelLedger.Reservation;
import org.springframework.stereotype.Component;

/**
 * Reserves what a call can cost. Where a budget does not allow it and calls are to wait, it waits here while other calls that go on hold what
 * is missing; else its task gives its thread back, until the month turns or somebody raises the budget.
 */
@Component
class BudgetGate {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final BudgetSettings budgets;
    private final ModelLedger ledger;
    private final Clock clock;

    BudgetGate(BudgetSettings budgets, ModelLedger ledger, Clock clock) {
        this.budgets = budgets;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * @param most what the call can cost at the most, in USD
     * @throws CallSuspended where the call is to wait without a thread
     */
    Reservation reserve(ModelCall call, String model, String hash, BigDecimal most, CallWaits waits)
            throws InterruptedException {
        Reservation reservation = reserved(call, model, hash, most);
        while (reservation instanceof Reservation.Refused refused && budgets.whenReached() == WhenReached.WAIT) {
            String reason = "budget: " + Budget.shown(refused.scope());
            if (!refused.passing() || !clock.instant().isBefore(call.deadline())) {
                throw new CallSuspended(reason, until(refused));
            }
            waits.waits(reason);
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
            reservation = reserved(call, model, hash, most);
        }
        waits.goesOn();
        return reservation;
    }

    private Reservation reserved(ModelCall call, String model, String hash, BigDecimal most) {
        return ledger.reserve(call, model, hash, most, budgets.of(call, clock.instant()));
    }

    /** Of a run's budget, and of one that is smaller than a single call, no time comes at which it allows more. */
    private Optional<Instant> until(Reservation.Refused refused) {
        if (refused.passing()) {
            return Optional.of(clock.instant().plus(AGAIN));
        }
        boolean monthly = !refused.scope().startsWith(Budget.RUN);
        return monthly && refused.fits() ? Optional.of(nextMonth()) : Optional.empty();
    }

    private Instant nextMonth() {
        return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC))
                .plusMonths(1)
                .atDay(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
