package org.opendatagov.orchestrator.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.Plan;
import org.opendatagov.orchestrator.workflow.PlanTask;
import org.opendatagov.orchestrator.workflow.Work;
import org.springframework.stereotype.Component;

/** Submits runs, shows them, and tells them what people want. */
@Component
class RunService implements Runs {
    private final RunSubmissions submissions;
    private final RunChecks checks;
    private final RunPlans plans;
    private final RunStore store;
    private final RunResults results;
    private final RunViews views;
    private final TaskExperts experts;
    private final CommandSender commands;
    private final RunWaiters waiters;
    private final RunExecutor executor;
    private final HeldRuns held;

    RunService(
            RunSubmissions submissions,
            RunChecks checks,
            RunPlans plans,
            RunStore store,
            RunResults results,
            RunViews views,
            TaskExperts experts,
            CommandSender commands,
            RunWaiters waiters,
            RunExecutor executor,
            HeldRuns held) {
        this.submissions = submissions;
        this.checks = checks;
        this.plans = plans;
        this.store = store;
        this.results = results;
        this.views = views;
        this.experts = experts;
        this.commands = commands;
        this.waiters = waiters;
        this.executor = executor;
        this.held = held;
    }

    @Override
    public Submission submit(RunRequest request) {
        return submissions.submit(request);
    }

    @Override
    public void check(RunRequest request) {
        checks.check(request);
    }

    @Override
    public RunOutline outline(RunRequest request) {
        RunChecks.Asked asked = checks.check(request);
        return new RunOutline(
                asked.plan().workflow(),
                asked.version(),
                asked.plan().tasks().stream().map(this::outlined).toList());
    }

    private RunOutline.OutlinedTask outlined(PlanTask task) {
        return new RunOutline.OutlinedTask(
                task.id(), experts.of(task), task.action(), task.dependsOn(), task.work() instanceof Work.Approval);
    }

    @Override
    public List<Problem> notKept(RunRequest request) {
        return checks.notKept(request);
    }

    @Override
    public Optional<RunView> find(UUID id) {
        return store.find(id).map(run -> view(run, RunHistory.of(store.journal(id))));
    }

    @Override
    public Optional<RunView> findByIdempotencyKey(String key) {
        return store.findByIdempotencyKey(key).map(run -> view(run, RunHistory.of(store.journal(run.id()))));
    }

    private RunView view(StoredRun run, RunHistory history) {
        return views.view(run, history);
    }

    @Override
    public RunPage list(RunFilter filter) {
        List<StoredRun> found = store.list(filter);
        boolean more = found.size() > filter.limit();
        List<StoredRun> page = more ? found.subList(0, filter.limit()) : found;
        List<UUID> ids = page.stream().map(StoredRun::id).toList();
        Map<UUID, List<JournalEntry>> journals = store.journals(ids);
        Map<UUID, Map<String, TaskCost>> costs = views.costs(ids);
        return new RunPage(
                page.stream()
                        .map(run -> views.view(
                                run,
                                RunHistory.of(journals.getOrDefault(run.id(), List.of())),
                                costs.getOrDefault(run.id(), Map.of())))
                        .toList(),
                more ? Optional.of(page.getLast().id().toString()) : Optional.empty());
    }

    @Override
    public RunView await(UUID id, Duration atMost) {
        RunWaiters.Seen seen = waiters.await(id, atMost, () -> executor.goesOn(id), () -> store.find(id));
        StoredRun run = seen.run().orElseThrow(RunService::missing);
        return view(run, seen.history().orElseGet(() -> RunHistory.of(store.journal(id))));
    }

    private RunView existing(UUID id) {
        return find(id).orElseThrow(RunService::missing);
    }

    private static OrchestratorException missing() {
        return new OrchestratorException(
                ErrorCode.NOT_FOUND, "There is no run with this id; GET /api/v1/runs lists those there are.");
    }

    @Override
    public Optional<RunRecord> record(UUID id) {
        return store.find(id).map(run -> {
            RunHistory history = RunHistory.of(store.journal(id));
            Map<String, ExpertReport> reports = new LinkedHashMap<>();
            results.settled(run, history)
                    .forEach((task, settled) -> settled.report().ifPresent(report -> reports.put(task, report)));
            Map<String, TaskCost> costs = views.costs(List.of(id)).getOrDefault(id, Map.of());
            return new RunRecord(views.view(run, history, costs), reports, costs);
        });
    }

    @Override
    public RunView cancel(UUID id, String by) {
        commands.send(id, CommandKind.CANCEL, Map.of(), by);
        return existing(id);
    }

    @Override
    public RunView pause(UUID id, String by) {
        commands.send(id, CommandKind.PAUSE, Map.of(), by);
        return existing(id);
    }

    @Override
    public RunView resume(UUID id, String by) {
        RunHistory history = RunHistory.of(store.journal(id));
        if (store.find(id).isPresent() && !history.paused()) {
            throw new OrchestratorException(ErrorCode.CONFLICT, "The run is not paused.");
        }
        commands.send(id, CommandKind.RESUME, Map.of(), by);
        return existing(id);
    }

    @Override
    public int budgetsChanged(String by) {
        return held.goOn(by);
    }

    @Override
    public RunView retry(UUID id, Optional<String> from, String by) {
        StoredRun run = store.find(id).orElseThrow(RunService::missing);
        from.ifPresent(task -> task(run, task, "/from"));
        if (from.isEmpty() && run.state() == RunState.SUCCEEDED && !run.partial()) {
            throw new OrchestratorException(
                    ErrorCode.CONFLICT, "Every task of the run succeeded; name one in 'from' to do it again.");
        }
        commands.send(id, CommandKind.RETRY, Map.of("from", from.orElse("")), by);
        return existing(id);
    }

    private void task(StoredRun run, String task, String path) {
        Plan plan = plans.shown(run);
        if (plan.task(task).isEmpty()) {
            List<String> known = plan.tasks().stream().map(found -> found.id()).toList();
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    List.of(new Problem(
                            "unknown_task",
                            path,
                            "The run has no such task; it has " + String.join(", ", known) + ".")));
        }
    }

    @Override
    public Submission fork(
            UUID id,
            Optional<Map<String, Object>> inputs,
            Optional<Map<String, Object>> definition,
            Requester requester) {
        return submissions.fork(store.find(id).orElseThrow(RunService::missing), inputs, definition, requester);
    }

    @Override
    public RunView decide(UUID id, String task, String key, boolean approve, String comment, String by) {
        StoredRun run = store.find(id).orElseThrow(RunService::missing);
        RunHistory history = RunHistory.of(store.journal(id));
        Place place = new Place(task, key);
        boolean asked = history.waiting(place).isPresent()
                && history.decision(place).isEmpty()
                && history.outcome(place).isEmpty();
        if (!asked || run.state().ended()) {
            throw new OrchestratorException(
                    ErrorCode.CONFLICT, "The run asks nobody about this task, or not any more.");
        }
        Map<String, Object> body = Map.of(
                "task",
                task,
                "key",
                key,
                "decision",
                approve ? Approvals.APPROVE : Approvals.REJECT,
                "comment",
                comment);
        commands.send(id, CommandKind.DECIDE, body, by);
        return existing(id);
    }

    @Override
    public List<RunEvent> events(UUID id, int after, int atMost) {
        return store.journal(id, after, atMost).stream().map(RunEvents::event).toList();
    }

    @Override
    public List<ContextValue> context(UUID id, String prefix) {
        StoredRun run = store.find(id).orElseThrow(RunService::missing);
        Plan plan = plans.shown(run);
        return results.settled(run, RunHistory.of(store.journal(id))).entrySet().stream()
                .flatMap(entry ->
                        Ancestry.values(entry.getKey(), source(plan, entry.getKey()), entry.getValue()).stream())
                .filter(value -> value.key().startsWith(prefix))
                .sorted((first, second) -> first.key().compareTo(second.key()))
                .toList();
    }

    private String source(Plan plan, String task) {
        return plan.task(task).map(experts::of).orElse("");
    }

    @Override
    public List<Problem> validate(Map<String, Object> definition) {
        try {
            plans.checked(definition, "");
            return List.of();
        } catch (OrchestratorException e) {
            return e.problems();
        }
    }
}
