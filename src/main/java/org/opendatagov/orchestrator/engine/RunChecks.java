package org.opendatagov.orchestrator.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.engine.WorkflowTemplates.LoadedTemplate;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.Plan;
import org.springframework.stereotype.Component;

/** Checks what is asked for: the workflow or definition, its inputs, what they name. */
@Component
class RunChecks {
    private final WorkflowTemplates templates;
    private final RunPlans plans;
    private final ExpertRegistry experts;
    private final List<InputCheck> checks;
    private final PersonalInputs personal;

    RunChecks(
            WorkflowTemplates templates,
            RunPlans plans,
            ExpertRegistry experts,
            List<InputCheck> checks,
            PersonalInputs personal) {
        this.templates = templates;
        this.plans = plans;
        this.experts = experts;
        this.checks = checks;
        this.personal = personal;
    }

    /** What a run is made of, checked. */
    record Asked(String workflow, int version, Plan plan, Optional<Map<String, Object>> definition) {}

    /** @throws OrchestratorException with every problem */
    Asked check(RunRequest request) {
        return checked(asked(request), request.inputs());
    }

    private Asked asked(RunRequest request) {
        return request.definition().map(this::adHoc).orElseGet(() -> template(request.workflow()));
    }

    /**
     * For a fork: what the source is made of, unless another definition is given.
     *
     * @throws OrchestratorException with every problem
     */
    Asked fork(StoredRun source, Optional<Map<String, Object>> definition, Map<String, Object> inputs) {
        Asked asked = definition
                .map(this::adHoc)
                .orElseGet(() -> new Asked(source.workflow(), source.version(), plans.shown(source), Optional.empty()));
        return checked(asked, inputs);
    }

    private Asked adHoc(Map<String, Object> definition) {
        return new Asked("", 0, plans.checked(definition, "/definition"), Optional.of(definition));
    }

    /** Inputs of a request that would not be recorded; what must be is told of them. */
    List<Problem> notKept(RunRequest request) {
        Asked asked = asked(request);
        return personal.any(asked.plan(), request.inputs())
                ? List.of(new Problem(
                        ErrorCode.INPUT_NOT_KEPT.text(),
                        "/inputs",
                        "An input of it is personal and not kept, so it cannot be run later; run it at once."))
                : List.of();
    }

    private Asked template(String workflow) {
        LoadedTemplate template = templates.current(workflow).orElseThrow(() -> unknown(workflow));
        return new Asked(workflow, template.version(), template.plan(), Optional.empty());
    }

    /** What is no id of a workflow may be anything, and is not repeated. */
    private static String shown(String workflow) {
        return workflow.matches("[a-z][a-z0-9_-]{0,63}") ? "'" + workflow + "'" : "so";
    }

    private OrchestratorException unknown(String workflow) {
        List<String> known = templates.current().stream()
                .map(template -> template.plan().workflow())
                .toList();
        String message =
                "There is no workflow called %s; there are %s.".formatted(shown(workflow), String.join(", ", known));
        return new OrchestratorException(
                ErrorCode.UNKNOWN_WORKFLOW,
                List.of(new Problem(ErrorCode.UNKNOWN_WORKFLOW.text(), "/workflow", message)));
    }

    private Asked checked(Asked asked, Map<String, Object> inputs) {
        List<Problem> problems =
                new RunInputs(asked.plan(), experts, asked.definition().isPresent()).problems(inputs);
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        checks.forEach(check -> check.check(inputs));
        if (asked.definition().isPresent()) {
            literalInputs(asked.plan());
        }
        return asked;
    }

    /** What a definition gives its tasks itself is checked as the run's inputs are; references come later. */
    private void literalInputs(Plan plan) {
        List<Problem> problems = new ArrayList<>();
        ErrorCode code = ErrorCode.INVALID_INPUT;
        for (int number = 0; number < plan.tasks().size(); number++) {
            Map<String, Object> given = plan.tasks().get(number).inputs().orElse(Map.of());
            Map<String, Object> literal = new LinkedHashMap<>(given);
            literal.values().removeIf(value -> value instanceof String text && text.startsWith("${"));
            try {
                checks.forEach(check -> check.check(literal));
            } catch (OrchestratorException e) {
                String place = "/definition/tasks/" + number + "/inputs";
                code = e.code();
                e.problems()
                        .forEach(problem -> problems.add(new Problem(
                                problem.code(), problem.path().replaceFirst("^/inputs", place), problem.message())));
            }
        }
        if (!problems.isEmpty()) {
            throw new OrchestratorException(code, problems);
        }
    }
}
