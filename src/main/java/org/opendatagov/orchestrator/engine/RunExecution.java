package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.OnFailure;
import org.opendatagov.orchestrator.workflow.Plan;
import org.opendatagov.orchestrator.workflow.PlanTask;

/** A run while it goes on in this replica: its plan, what is recorded so far, and whether it is to stop. Thread-safe. */
final class RunExecution {
    private final UUID id;
    private final Plan plan;
    private final Map<String, Object> inputs;
    private final int generation;
    private final Map<String, CompletableFuture<TaskOutcome>> outcomes = new LinkedHashMap<>();
    private final Map<String, JournalEntry> recorded = new ConcurrentHashMap<>();
    private final AtomicInteger lastSeq;
    private final AtomicReference<@Nullable Problem> failure = new AtomicReference<>();
    private volatile boolean stopping;
    private volatile boolean abandoned;

    RunExecution(StoredRun run, Plan plan, List<JournalEntry> journal) {
        this.id = run.id();
        this.plan = plan;
        this.inputs = Collections.unmodifiableMap(JournalJson.readMap(run.inputs()));
        this.generation = run.generation();
        this.lastSeq =
                new AtomicInteger(journal.isEmpty() ? 0 : journal.getLast().seq());
        plan.tasks().forEach(task -> outcomes.put(task.id(), new CompletableFuture<>()));
        journal.stream()
                .filter(entry -> entry.kind() == EntryKind.OUTCOME && entry.generation() == generation)
                .forEach(entry -> recorded.put(entry.task(), entry));
    }

    UUID id() {
        return id;
    }

    Plan plan() {
        return plan;
    }

    Map<String, Object> inputs() {
        return inputs;
    }

    boolean stopping() {
        return stopping;
    }

    /** The run went to another replica: nothing of it may be written or ended here. */
    boolean abandoned() {
        return abandoned;
    }

    Optional<Problem> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** What an earlier life of the run recorded for the task. */
    Optional<JournalEntry> recorded(String task) {
        return Optional.ofNullable(recorded.get(task));
    }

    JournalEntry entry(EntryKind kind, String task, int attempt, String inputHash, String payload, Instant at) {
        return new JournalEntry(
                id, lastSeq.incrementAndGet(), kind, generation, task, "", attempt, inputHash, payload, at);
    }

    /** Waits for a task's outcome. */
    TaskOutcome await(String task) {
        return future(task).join();
    }

    Optional<TaskOutcome> outcome(String task) {
        CompletableFuture<TaskOutcome> future = future(task);
        return future.isDone() && !future.isCompletedExceptionally() ? Optional.of(future.join()) : Optional.empty();
    }

    private CompletableFuture<TaskOutcome> future(String task) {
        CompletableFuture<TaskOutcome> future = outcomes.get(task);
        if (future == null) {
            throw new IllegalArgumentException("run " + id + " has no task " + task);
        }
        return future;
    }

    /** Takes an outcome that is recorded; dependents go on, or the run stops where its failure says so. */
    void settle(PlanTask task, TaskOutcome outcome) {
        if (outcome.status() == TaskState.FAILED && task.onFailure() == OnFailure.FAIL) {
            failure.compareAndSet(null, outcome.error());
            stop();
        }
        future(task.id()).complete(outcome);
    }

    /** Nothing new starts: what waits for a task is released, and refuses. */
    void stop() {
        stopping = true;
        outcomes.values().forEach(future -> future.completeExceptionally(new Refused()));
    }

    /** Stops because of what is wrong with the run itself. */
    void fail(Problem problem) {
        failure.compareAndSet(null, problem);
        stop();
    }

    void abandon() {
        abandoned = true;
        stop();
    }

    boolean partial() {
        return outcomes.keySet().stream()
                .flatMap(task -> outcome(task).stream())
                .anyMatch(outcome -> outcome.status() == TaskState.FAILED || outcome.status() == TaskState.SKIPPED);
    }

    /** What the task's ancestors wrote. */
    ContextView context(PlanTask task) {
        Map<String, ContextValue> values = new TreeMap<>();
        for (String ancestor : plan.ancestors(task.id())) {
            TaskOutcome outcome = await(ancestor);
            String source = plan.task(ancestor).map(PlanTask::expert).orElse("");
            outcome.expertReport()
                    .ifPresent(report -> report.context().forEach((name, value) -> {
                        String key = ancestor + "." + name;
                        values.put(key, new ContextValue(key, value, source, outcome.finishedAt()));
                    }));
        }
        return ContextView.of(values);
    }

    /** Fingerprints of the datasets that the task's ancestors read, by location. */
    Map<String, String> fingerprints(PlanTask task) {
        Map<String, String> all = new TreeMap<>();
        for (String ancestor : plan.ancestors(task.id())) {
            await(ancestor)
                    .expertReport()
                    .ifPresent(report -> report.fingerprints().forEach(all::putIfAbsent));
        }
        return all;
    }

    /** Identifies what the task is given: its expert, action and inputs, what its ancestors answered, the data they read. */
    String inputHash(PlanTask task, Map<String, Object> resolved) {
        Map<String, Object> given = new TreeMap<>();
        given.put("expert", task.expert());
        given.put("action", task.action());
        given.put("inputs", resolved);
        Map<String, String> ancestors = new TreeMap<>();
        plan.ancestors(task.id())
                .forEach(ancestor -> ancestors.put(ancestor, await(ancestor).hash()));
        given.put("ancestors", ancestors);
        return JournalJson.hash(given);
    }
}
