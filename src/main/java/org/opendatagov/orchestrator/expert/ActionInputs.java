package org.opendatagov.orchestrator.expert;

import java.util.ArrayList;
import java.util.List;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** What every expert does first: it takes a call only if it knows the action and the inputs fit the schema that it publishes. */
public final class ActionInputs {
    private ActionInputs() {}

    /**
     * The action that is asked for.
     *
     * @throws OrchestratorException {@code unknown_action}; {@code invalid_input} with every problem, its path a JSON
     *     Pointer into the inputs
     */
    public static ExpertAction accept(Expert expert, ExpertRequest request) {
        return accept(expert, request, List.of());
    }

    /**
     * The action that is asked for.
     *
     * @param more what else is wrong with the inputs, told together with what the schema says
     */
    public static ExpertAction accept(Expert expert, ExpertRequest request, List<Problem> more) {
        ExpertAction action = expert.actions().stream()
                .filter(known -> known.name().equals(request.action()))
                .findFirst()
                .orElseThrow(() -> unknown(expert, request.action()));
        List<Problem> problems = new ArrayList<>(problems(action, request));
        problems.addAll(more);
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        return action;
    }

    /** All that is wrong with the inputs of a call, for an expert that has more to check. */
    public static List<Problem> problems(ExpertAction action, ExpertRequest request) {
        return new SchemaCheck(action.name()).problems(action.inputs(), request.inputs());
    }

    private static OrchestratorException unknown(Expert expert, String action) {
        List<String> known = expert.actions().stream().map(ExpertAction::name).toList();
        return new OrchestratorException(
                ErrorCode.UNKNOWN_ACTION,
                "%s knows %s, not '%s'.".formatted(expert.name(), String.join(", ", known), action));
    }
}
