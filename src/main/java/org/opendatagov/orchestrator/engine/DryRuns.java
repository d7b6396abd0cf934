package org.opendatagov.orchestrator.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.engine.DryEngine.DryOutcome;
import org.opendatagov.orchestrator.engine.DryRun.Verdict;
import org.opendatagov.orchestrator.engine.RunPlans.RunPlan;
import org.opendatagov.orchestrator.engine.WorkflowTemplates.LoadedTemplate;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.workflow.Plan;
import org.springframework.stereotype.Component;

/** Tells what a recorded run would have been on a changed template, with experts that answer from the record. */
@Component
public class DryRuns {
    private final RunStore store;
    private final RunPlans plans;
    private final WorkflowTemplates templates;
    private final WorkflowPublishing publishing;
    private final DryEngine engine;

    DryRuns(
            RunStore store,
            RunPlans plans,
            WorkflowTemplates templates,
            WorkflowPublishing publishing,
            DryEngine engine) {
        this.store = store;
        this.plans = plans;
        this.templates = templates;
        this.publishing = publishing;
        this.engine = engine;
    }

    /** A plan with its route, where it has one of its own. */
    private record Candidate(RunPlan plan, Optional<String> yaml) {}

    /** On a definition. */
    public DryRun definition(UUID id, Map<String, Object> definition) {
        StoredRun run = run(id);
        Plan plan = plans.checked(definition, "/definition");
        return compared(run, new Candidate(new RunPlan(plan, RunPlans.DEFINITIONS), Optional.empty()));
    }

    /** On a version of a workflow that there is; without a number on the one in force. */
    public DryRun version(UUID id, String workflow, Optional<Integer> version) {
        StoredRun run = run(id);
        Optional<LoadedTemplate> template =
                version.map(number -> templates.stored(workflow, number)).orElseGet(() -> templates.current(workflow));
        return compared(
                run,
                candidate(template.orElseThrow(() -> new OrchestratorException(
                        ErrorCode.UNKNOWN_WORKFLOW, "There is no such workflow, or version of it."))));
    }

    /**
     * On a Camel YAML route of the run's workflow that is not published.
     *
     * @throws OrchestratorException {@code invalid_input} with every problem
     */
    public DryRun route(UUID id, String yaml) {
        StoredRun run = run(id);
        return compared(run, candidate(new LoadedTemplate(0, publishing.checked(run.workflow(), yaml))));
    }

    private Candidate candidate(LoadedTemplate template) {
        return new Candidate(new RunPlan(template.plan(), template.routeId()), Optional.of(templates.yaml(template)));
    }

    private StoredRun run(UUID id) {
        return store.find(id)
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.NOT_FOUND, "There is no run with this id; GET /api/v1/runs lists those there are."));
    }

    private Candidate recorded(StoredRun run) {
        if (run.definition().isPresent()) {
            return new Candidate(new RunPlan(plans.shown(run), RunPlans.DEFINITIONS), Optional.empty());
        }
        return candidate(templates
                .stored(run.workflow(), run.version())
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.CONFLICT, "The version of the workflow that the run went by is not stored.")));
    }

    private DryRun compared(StoredRun run, Candidate candidate) {
        DryRecord record = new DryRecord(RunHistory.of(store.journal(run.id())));
        Candidate before = recorded(run);
        DryOutcome then = engine.run(run, before.plan(), before.yaml(), record, true);
        DryOutcome now = engine.run(run, candidate.plan(), candidate.yaml(), record, false);
        List<DryRun.Task> tasks = new DryRunTasks(before.plan().plan(), record.states(), then.work(), now)
                .of(candidate.plan().plan());
        Optional<RunState> end = now.end().map(RunChange::state);
        boolean differs = tasks.stream().anyMatch(task -> task.verdict() != Verdict.SAME)
                || !end.equals(Optional.of(run.state()).filter(RunState::ended));
        return new DryRun(run.state(), end, differs, tasks);
    }
}
