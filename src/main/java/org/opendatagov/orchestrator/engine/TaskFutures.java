package org.opendatagov.orchestrator.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.opendatagov.orchestrator.workflow.Plan;
import org.opendatagov.orchestrator.workflow.PlanTask;

/** The outcomes of a run's tasks as they come: waited for by those that depend on them. Thread-safe. */
final class TaskFutures {
    private final Map<String, CompletableFuture<Settled>> outer = new LinkedHashMap<>();
    /** Those inside splits and loops, by task and path. */
    private final Map<String, CompletableFuture<Settled>> inner = new ConcurrentHashMap<>();

    private volatile boolean refusing;

    TaskFutures(Plan plan) {
        for (PlanTask task : plan.tasks()) {
            outer.put(task.id(), new CompletableFuture<>());
        }
    }

    private static String inside(String task, Scope scope) {
        return task + "#" + scope.path();
    }

    private CompletableFuture<Settled> future(String task, Scope scope) {
        if (scope.isRoot()) {
            CompletableFuture<Settled> found = outer.get(task);
            if (found == null) {
                throw new IllegalArgumentException("there is no task " + task);
            }
            return found;
        }
        CompletableFuture<Settled> future =
                inner.computeIfAbsent(inside(task, scope), key -> new CompletableFuture<>());
        if (refusing) {
            future.completeExceptionally(new Refused());
        }
        return future;
    }

    /** Waits for a task's outcome. @throws Refused where it does not come now */
    Settled await(String task, Scope scope) {
        try {
            return future(task, scope).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** The outcome, where it is there. */
    Optional<Settled> now(String task, Scope scope) {
        CompletableFuture<Settled> future = future(task, scope);
        return future.isDone() && !future.isCompletedExceptionally() ? Optional.of(future.join()) : Optional.empty();
    }

    Optional<Settled> now(String task) {
        return now(task, Scope.ROOT);
    }

    void settle(String task, Scope scope, Settled settled) {
        future(task, scope).complete(settled);
    }

    void refuse(String task, Scope scope) {
        future(task, scope).completeExceptionally(new Refused());
    }

    void refuseAll() {
        refusing = true;
        List<CompletableFuture<Settled>> all = new ArrayList<>(outer.values());
        all.addAll(inner.values());
        all.forEach(future -> future.completeExceptionally(new Refused()));
    }

    boolean allSettled() {
        return outer.values().stream().allMatch(future -> future.isDone() && !future.isCompletedExceptionally());
    }

    /** Whether a task failed, or was skipped because one did. */
    boolean anyMissed() {
        return outer.keySet().stream()
                .flatMap(task -> now(task).stream())
                .map(Settled::outcome)
                .anyMatch(outcome -> outcome.status() == TaskState.FAILED
                        || (outcome.status() == TaskState.SKIPPED && !outcome.byCondition()));
    }
}
