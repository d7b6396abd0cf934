package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.opendatagov.orchestrator.engine.WorkflowTemplates.LoadedTemplate;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.PlanTask;
import org.springframework.stereotype.Component;

/** Submits runs and shows them. */
@Component
class RunService implements Runs {
    private final WorkflowTemplates templates;
    private final ExpertRegistry experts;
    private final List<InputCheck> checks;
    private final Journal journal;
    private final RunStore store;
    private final RunLauncher launcher;
    private final RunWaiters waiters;
    private final Clock clock;

    RunService(
            WorkflowTemplates templates,
            ExpertRegistry experts,
            List<InputCheck> checks,
            Journal journal,
            RunStore store,
            RunLauncher launcher,
            RunWaiters waiters,
            Clock clock) {
        this.templates = templates;
        this.experts = experts;
        this.checks = checks;
        this.journal = journal;
        this.store = store;
        this.launcher = launcher;
        this.waiters = waiters;
        this.clock = clock;
    }

    @Override
    public Submission submit(RunRequest request) {
        LoadedTemplate template = template(request.workflow());
        String hash =
                JournalJson.hash(new TreeMap<>(Map.of("workflow", request.workflow(), "inputs", request.inputs())));
        Optional<StoredRun> earlier = request.idempotencyKey().flatMap(store::findByIdempotencyKey);
        if (earlier.isPresent()) {
            return same(earlier.get(), hash);
        }
        check(template, request.inputs());
        return record(request, template, hash);
    }

    /** What is no id of a workflow may be anything, and is not repeated. */
    private static String shown(String workflow) {
        return workflow.matches("[a-z][a-z0-9_-]{0,63}") ? "'" + workflow + "'" : "so";
    }

    private LoadedTemplate template(String workflow) {
        return templates
                .current(workflow)
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.UNKNOWN_WORKFLOW,
                        List.of(new Problem(
                                ErrorCode.UNKNOWN_WORKFLOW.text(),
                                "/workflow",
                                "There is no workflow called %s; there are %s."
                                        .formatted(
                                                shown(workflow),
                                                String.join(
                                                        ", ",
                                                        templates.current().stream()
                                                                .map(known -> known.plan()
                                                                        .workflow())
                                                                .toList()))))));
    }

    private void check(LoadedTemplate template, Map<String, Object> inputs) {
        List<Problem> problems = new RunInputs(template.plan(), experts).problems(inputs);
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        checks.forEach(check -> check.check(inputs));
    }

    private Submission record(RunRequest request, LoadedTemplate template, String hash) {
        Instant now = clock.instant();
        boolean startHere = launcher.reserve();
        NewRun run = new NewRun(
                RunIds.next(now.toEpochMilli()),
                request.workflow(),
                template.version(),
                JournalJson.write(request.inputs()),
                request.idempotencyKey(),
                hash,
                startHere,
                now);
        boolean created = create(run);
        if (!created) {
            StoredRun present = request.idempotencyKey()
                    .flatMap(store::findByIdempotencyKey)
                    .orElseThrow(() -> new IllegalStateException("run " + run.id() + " was neither made nor found"));
            return same(present, hash);
        }
        if (startHere) {
            launcher.start(started(run));
        } else {
            launcher.wake();
        }
        return new Submission(run.id(), true);
    }

    private boolean create(NewRun run) {
        boolean created = false;
        try {
            created = journal.create(run).join();
            return created;
        } catch (CompletionException e) {
            throw new OrchestratorException(
                    ErrorCode.UNAVAILABLE, "The run could not be recorded; nothing was started. Send it again.", e);
        } finally {
            if (!created && run.startHere()) {
                launcher.giveBack();
            }
        }
    }

    private static StoredRun started(NewRun run) {
        return new StoredRun(
                run.id(),
                run.workflow(),
                run.version(),
                run.inputs(),
                RunState.RUNNING,
                "",
                false,
                0,
                run.idempotencyHash(),
                run.createdAt(),
                Optional.of(run.createdAt()),
                Optional.empty());
    }

    private static Submission same(StoredRun present, String hash) {
        if (!present.idempotencyHash().equals(hash)) {
            throw new OrchestratorException(
                    ErrorCode.CONFLICT,
                    "The Idempotency-Key was used for another request (run %s); use a new key."
                            .formatted(present.id()));
        }
        return new Submission(present.id(), false);
    }

    @Override
    public Optional<RunView> find(UUID id) {
        return store.find(id).map(run -> view(run, store.journal(id)));
    }

    @Override
    public Optional<RunView> findByIdempotencyKey(String key) {
        return store.findByIdempotencyKey(key).map(run -> view(run, store.journal(run.id())));
    }

    private RunView view(StoredRun run, List<JournalEntry> entries) {
        return RunViews.view(run, templates.plan(run.workflow(), run.version()), entries);
    }

    @Override
    public RunPage list(RunFilter filter) {
        List<StoredRun> found = store.list(filter);
        boolean more = found.size() > filter.limit();
        List<StoredRun> page = more ? found.subList(0, filter.limit()) : found;
        Map<UUID, List<JournalEntry>> journals =
                store.journals(page.stream().map(StoredRun::id).toList());
        return new RunPage(
                page.stream()
                        .map(run -> view(run, journals.getOrDefault(run.id(), List.of())))
                        .toList(),
                more ? Optional.of(page.getLast().id().toString()) : Optional.empty());
    }

    @Override
    public RunView await(UUID id, Duration atMost) {
        waiters.await(
                id, atMost, () -> store.find(id).map(run -> run.state().ended()).orElse(true));
        return find(id).orElseThrow(
                        () -> new OrchestratorException(ErrorCode.NOT_FOUND, "There is no run " + id + "."));
    }

    @Override
    public Optional<RunRecord> record(UUID id) {
        return store.find(id).map(run -> {
            List<JournalEntry> entries = store.journal(id);
            RunView view = view(run, entries);
            Map<String, TaskOutcome> outcomes = RunViews.outcomes(run, entries);
            Map<String, ExpertReport> reports = new LinkedHashMap<>();
            for (PlanTask task : templates.plan(run.workflow(), run.version()).tasks()) {
                Optional.ofNullable(outcomes.get(task.id()))
                        .flatMap(TaskOutcome::expertReport)
                        .ifPresent(report -> reports.put(task.id(), report));
            }
            return new RunRecord(view, reports);
        });
    }
}
