package org.opendatagov.orchestrator.model;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Budgets as people look at them and change them. Thread-safe. */
@Component
public class Budgets {
    private static final Pattern SCOPE = Pattern.compile(
            "run:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(month|(user|tenant):\\P{Cntrl}{1,200}):\\d{4}-(0[1-9]|1[0-2])");

    /** What scopes there are, as a sentence for those who named another. */
    public static final String SCOPES =
            "A budget is run:<id>, user:<name>:<month>, tenant:<name>:<month> or month:<month>, a month being as 2026-03.";

    private final BudgetSettings settings;
    private final ModelLedger ledger;
    private final Clock clock;

    Budgets(BudgetSettings settings, ModelLedger ledger, Clock clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** What follows when one does not allow a call: {@code evidence} or {@code wait}. */
    public String whenReached() {
        return settings.whenReached().text();
    }

    /** Those of this month, and of the run, user and tenant where they are named; a kind that the settings do not limit is left out. */
    public List<BudgetState> states(Optional<UUID> run, Optional<String> user, Optional<String> tenant) {
        return ledger.budgets(settings.of(run, user.orElse(""), tenant.orElse(""), clock.instant()));
    }

    public static boolean isScope(String text) {
        return SCOPE.matcher(text).matches();
    }

    /**
     * Sets the cap of one scope, in USD, from the next call on; without one, what the settings say counts again.
     *
     * @throws OrchestratorException {@code invalid_input} where there is no such scope; {@code conflict} where the settings set no limit of its kind
     */
    public BudgetState setCap(String scope, Optional<BigDecimal> cap) {
        if (!isScope(scope)) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, SCOPES);
        }
        Budget budget = new Budget(scope, settings.cap(scope));
        if (budget.cap().signum() == 0) {
            String kind = scope.substring(0, scope.indexOf(':'));
            throw new OrchestratorException(
                    ErrorCode.CONFLICT, "Nothing limits it: set orchestrator.budgets.%s first.".formatted(kind));
        }
        ledger.setCap(scope, cap);
        return ledger.budgets(List.of(budget)).getFirst();
    }
}
