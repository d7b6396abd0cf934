package org.opendatagov.orchestrator.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.engine.Requester;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.model.BudgetState;
import org.opendatagov.orchestrator.model.Budgets;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.stereotype.Component;

/** What models may cost: how budgets stand, and a cap for one of them alone. */
@Component("budgetsApi")
class BudgetsApi {
    private static final String CAP = "cap_usd";
    private static final String RUN = "run:";
    private static final BigDecimal HIGHEST = BigDecimal.valueOf(1_000_000_000);

    private final Budgets budgets;
    private final Runs runs;

    BudgetsApi(Budgets budgets, Runs runs) {
        this.budgets = budgets;
        this.runs = runs;
    }

    record Listed(String whenReached, List<BudgetState> budgets) {}

    public void list(Exchange exchange) {
        List<Problem> problems = new ArrayList<>();
        ApiRequest request = ApiRequest.of(exchange, Set.of("run", "user", "tenant"), problems);
        Optional<UUID> run = request.query("run").flatMap(text -> UsageParameters.run(text, problems));
        Optional<String> user = UsageParameters.name(request, "user", problems);
        Optional<String> tenant = UsageParameters.name(request, "tenant", problems);
        ApiRequest.throwIfAny(problems);
        Answers.json(exchange, 200, new Listed(budgets.whenReached(), budgets.states(run, user, tenant)));
    }

    /** Tasks that wait for a budget look again. */
    public void change(Exchange exchange) {
        List<Problem> problems = new ArrayList<>();
        ApiRequest request = ApiRequest.of(exchange, Set.of(), problems);
        Requester requester = request.requester(problems);
        Optional<BigDecimal> cap = cap(request.object(), problems);
        String scope = request.path("scope");
        if (!Budgets.isScope(scope)) {
            problems.add(new Problem("invalid_scope", RequestPlace.path("scope"), Budgets.SCOPES));
        }
        ApiRequest.throwIfAny(problems);
        checkRun(scope);
        BudgetState state = budgets.setCap(scope, cap);
        runs.budgetsChanged(requester.user());
        Answers.json(exchange, 200, state);
    }

    /** A cap for a run that is not there would be one for nothing. */
    private void checkRun(String scope) {
        if (scope.startsWith(RUN)
                && RunQuery.id(scope.substring(RUN.length()))
                        .flatMap(runs::find)
                        .isEmpty()) {
            throw RunsApi.missing();
        }
    }

    private static Optional<BigDecimal> cap(java.util.Map<String, Object> body, List<Problem> problems) {
        body.keySet().stream()
                .filter(name -> !name.equals(CAP))
                .forEach(name -> problems.add(new Problem(
                        "unknown_member", Texts.pointer(name), "The member is unknown; known is " + CAP + ".")));
        if (!body.containsKey(CAP)) {
            problems.add(
                    new Problem("missing_member", "/" + CAP, "'" + CAP + "' must be there; null removes the cap."));
            return Optional.empty();
        }
        Object given = body.get(CAP);
        if (given == null) {
            return Optional.empty();
        }
        if (given instanceof Number number) {
            BigDecimal cap = new BigDecimal(number.toString());
            if (cap.signum() >= 0 && cap.compareTo(HIGHEST) <= 0) {
                return Optional.of(cap);
            }
        }
        problems.add(new Problem(
                "wrong_type", "/" + CAP, "'" + CAP + "' must be a number of USD from 0 to " + HIGHEST + ", or null."));
        return Optional.empty();
    }
}
