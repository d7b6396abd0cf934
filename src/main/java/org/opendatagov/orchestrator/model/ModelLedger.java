package org.opendatagov.orchestrator.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every call with what it cost (port). An amount is reserved before a call and settled after it. Thread-safe. */
public interface ModelLedger {
    /** Whether anything was asked at this place of the run before. */
    boolean asked(UUID run, String place);

    /** What was asked at this very place of the run before. */
    Earlier earlier(ModelCall call, String hash);

    /**
     * Reserves in every budget, or in none, and writes the call down. Of two at once the second sees what the first reserved.
     *
     * @param most what the call can cost at the most, in USD
     */
    Reservation reserve(ModelCall call, String model, String hash, BigDecimal most, List<Budget> budgets);

    /** Writes down what the call cost and gives back the rest of what was reserved. Returns the budgets that passed an alert's threshold. */
    List<Alert> settle(UUID id, Settlement settlement);

    /** Notes an answer of the cache, which cost nothing. */
    void cached(ModelCall call, String hash, ModelAnswer.Answered answer);

    /** Settles the reservations of calls that were made so long ago that nobody can be waiting for them any more. */
    Lost settleLost(Duration after);

    List<UsageLine> usage(UsageQuery query);

    /** Sets the cap of one scope, whatever the settings say; without one, what they say counts again. */
    void setCap(String scope, Optional<BigDecimal> cap);

    /** How these budgets stand, with the caps in force. */
    List<BudgetState> budgets(List<Budget> budgets);

    /**
     * A place asks one question at a time: what is open there when it asks was left by a process that died, or by an attempt that was stopped.
     *
     * @param answer to this very question, so that a replay pays nothing
     * @param open calls that nobody waits for any more
     */
    record Earlier(Optional<ModelAnswer.Answered> answer, List<UUID> open) {}

    /** Calls that were settled as lost, and the budgets that passed an alert's threshold by them. */
    record Lost(int calls, List<Alert> alerts) {}

    /** Whether a call may be made. */
    sealed interface Reservation {
        record Granted(UUID id) implements Reservation {}

        /**
         * @param scope of the budget that does not allow it
         * @param passing other calls that go on have reserved what is missing: it may be there again when they end
         * @param fits whether the budget would allow the call if nothing of it were spent
         */
        record Refused(String scope, boolean passing, boolean fits) implements Reservation {}
    }

    /**
     * How a call ended.
     *
     * @param outcome {@code answered, invalid, truncated, refused, lost}
     * @param cost in USD; none where nobody knows it: then all that was reserved counts
     */
    record Settlement(String outcome, Usage usage, @Nullable BigDecimal cost, String response, Duration duration) {
        /** Nobody heard an answer, but the call may have been paid: all that was reserved counts. */
        public static Settlement lost(Duration duration) {
            return new Settlement("lost", Usage.NONE, null, "", duration);
        }
    }

    /** A budget that has passed this share of its cap, in percent: 50, 80, 100. */
    record Alert(String scope, int percent, BigDecimal spent, BigDecimal cap) {}
}
