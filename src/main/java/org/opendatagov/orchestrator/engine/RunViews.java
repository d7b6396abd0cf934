package org.opendatagov.orchestrator.engine;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.Plan;
import org.opendatagov.orchestrator.workflow.PlanTask;

/** Makes of a run's row, plan and journal what clients see. */
final class RunViews {
    private RunViews() {}

    static RunView view(StoredRun run, Plan plan, List<JournalEntry> entries) {
        Map<String, TaskOutcome> outcomes = outcomes(run, entries);
        Map<String, JournalEntry> attempts = new LinkedHashMap<>();
        Map<String, Instant> firstAttempts = new LinkedHashMap<>();
        entries.stream()
                .filter(entry -> entry.kind() == EntryKind.ATTEMPT && entry.generation() == run.generation())
                .forEach(entry -> {
                    attempts.put(entry.task(), entry);
                    firstAttempts.putIfAbsent(entry.task(), entry.at());
                });
        List<TaskView> tasks = plan.tasks().stream()
                .map(task -> task(
                        run,
                        task,
                        outcomes,
                        Optional.ofNullable(attempts.get(task.id())),
                        firstAttempts.get(task.id())))
                .toList();
        return new RunView(
                run.id(),
                run.workflow(),
                run.version(),
                run.state(),
                run.partial(),
                run.reason(),
                JournalJson.readMap(run.inputs()),
                plan.levels(),
                tasks,
                BigDecimal.ZERO,
                run.createdAt(),
                run.startedAt(),
                run.finishedAt());
    }

    static Map<String, TaskOutcome> outcomes(StoredRun run, List<JournalEntry> entries) {
        Map<String, TaskOutcome> outcomes = new LinkedHashMap<>();
        entries.stream()
                .filter(entry -> entry.kind() == EntryKind.OUTCOME && entry.generation() == run.generation())
                .forEach(entry -> outcomes.put(entry.task(), JournalJson.read(entry.payload(), TaskOutcome.class)));
        return outcomes;
    }

    private static TaskView task(
            StoredRun run,
            PlanTask task,
            Map<String, TaskOutcome> outcomes,
            Optional<JournalEntry> attempt,
            @Nullable Instant firstAttempt) {
        TaskOutcome outcome = outcomes.get(task.id());
        if (outcome == null) {
            TaskState state = open(run, attempt.isPresent());
            String waitingFor = state == TaskState.PENDING ? waitingFor(task, outcomes) : "";
            return new TaskView(
                    task.id(),
                    task.expert(),
                    task.action(),
                    state,
                    attempt.map(JournalEntry::attempt).orElse(0),
                    false,
                    Optional.ofNullable(firstAttempt),
                    Optional.empty(),
                    waitingFor,
                    "",
                    Optional.empty());
        }
        boolean tried = outcome.attempts() > 0;
        return new TaskView(
                task.id(),
                task.expert(),
                task.action(),
                outcome.status(),
                outcome.attempts(),
                false,
                tried ? Optional.of(outcome.startedAt()) : Optional.empty(),
                Optional.of(outcome.finishedAt()),
                "",
                summary(outcome),
                Optional.ofNullable(outcome.error()));
    }

    private static TaskState open(StoredRun run, boolean started) {
        if (run.state().ended()) {
            return TaskState.CANCELLED;
        }
        return started ? TaskState.RUNNING : TaskState.PENDING;
    }

    private static String waitingFor(PlanTask task, Map<String, TaskOutcome> outcomes) {
        List<String> open = task.dependsOn().stream()
                .filter(dependency -> !outcomes.containsKey(dependency))
                .toList();
        return open.isEmpty() ? "" : "dependency: " + String.join(", ", open);
    }

    private static String summary(TaskOutcome outcome) {
        return outcome.expertReport()
                .map(ExpertReport::summary)
                .orElseGet(() -> Optional.ofNullable(outcome.error())
                        .map(Problem::message)
                        .orElse(""));
    }
}
