package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.Expression;
import org.opendatagov.orchestrator.workflow.Group;
import org.opendatagov.orchestrator.workflow.OnFailure;
import org.opendatagov.orchestrator.workflow.PlanTask;
import org.springframework.stereotype.Component;

/** What the split, loop and choice of a workflow's route ask: lists, rounds, conditions. */
@Component("taskGroups")
class TaskGroups {
    private static final String ROUNDS = "OrchestratorRounds.";

    private final TaskPipeline pipeline;
    private final TaskPreparation preparation;
    private final TaskRecords records;
    private final ItemLists lists;
    private final Clock clock;

    TaskGroups(TaskPipeline pipeline, TaskPreparation preparation, TaskRecords records, ItemLists lists, Clock clock) {
        this.pipeline = pipeline;
        this.preparation = preparation;
        this.records = records;
        this.lists = lists;
        this.clock = clock;
    }

    /** An item of a split, as it travels in the body until it is entered. */
    record Item(int index, @Nullable Object value) {}

    private static RunExecution run(Exchange exchange) {
        return exchange.getProperty(TaskPipeline.RUN, RunExecution.class);
    }

    private static Scope scope(Exchange exchange) {
        return exchange.getProperty(TaskPipeline.SCOPE, Scope.ROOT, Scope.class);
    }

    private static Group group(Exchange exchange, String id) {
        return run(exchange).plan().group(id).orElseThrow();
    }

    /** The scope that the group itself stands in. */
    private static Scope outer(Exchange exchange, Group group) {
        return scope(exchange).of(group.enclosing().orElse(""));
    }

    /** The items of a split: recorded, then gone over. */
    public List<Item> items(Exchange exchange, String id) {
        RunExecution run = run(exchange);
        Group group = group(exchange, id);
        Scope outer = outer(exchange, group);
        List<Object> values =
                orFail(run, () -> lists.recorded(run, new Place(id, outer.path()), () -> list(run, outer, group)));
        exchange.setProperty(ROUNDS + id, values.size());
        List<Item> items = new ArrayList<>();
        values.forEach(value -> items.add(new Item(items.size(), value)));
        return items;
    }

    private static List<Object> list(RunExecution run, Scope scope, Group group) {
        if (evaluate(run, scope, group.expression()) instanceof List<?> values) {
            return new ArrayList<>(values);
        }
        throw new OrchestratorException(
                ErrorCode.BAD_REFERENCE, "The split '%s' is over no list; expected one.".formatted(group.id()));
    }

    private static @Nullable Object evaluate(RunExecution run, Scope scope, String text) {
        return Expression.compile(text).evaluate(Ancestry.everything(run, scope));
    }

    /** Whether a loop has another round. */
    public boolean again(Exchange exchange, String id) {
        RunExecution run = run(exchange);
        Group group = group(exchange, id);
        int done = exchange.getProperty(ROUNDS + id, 0, Integer.class);
        boolean more = orFail(run, () -> more(run, group, outer(exchange, group), done));
        if (more) {
            exchange.setProperty(ROUNDS + id, done + 1);
        }
        return more;
    }

    private static boolean more(RunExecution run, Group group, Scope outer, int done) {
        if (done >= Group.MOST_ROUNDS) {
            throw new OrchestratorException(
                    ErrorCode.LIMIT_REACHED,
                    "The loop '%s' went round %d times; that is the most.".formatted(group.id(), done));
        }
        if (group.repeatsWhile()) {
            Scope last = done == 0 ? outer : outer.inner(group.id(), done - 1L, null);
            Map<String, Object> variables = Ancestry.everything(run, last);
            variables.put("index", (long) done);
            return Boolean.TRUE.equals(Expression.compile(group.expression()).evaluate(variables));
        }
        return evaluate(run, outer, group.expression()) instanceof Number rounds && done < rounds.longValue();
    }

    /** A round begins: its steps see its item and index, and the run in the body. */
    public void enter(Exchange exchange, String id) {
        Group group = group(exchange, id);
        Scope outer = outer(exchange, group);
        Scope inner = exchange.getMessage().getBody() instanceof Item item
                ? outer.inner(id, item.index(), item.value())
                : outer.inner(id, exchange.getProperty(ROUNDS + id, 1, Integer.class) - 1L, null);
        exchange.setProperty(TaskPipeline.SCOPE, inner);
        exchange.getMessage().setBody(new RunBody(run(exchange)));
    }

    /** All rounds are done: each task of the group has the outcomes of all. */
    public void leave(Exchange exchange, String id) {
        RunExecution run = run(exchange);
        TaskPipeline.refuseWhenStopping(run);
        Group group = group(exchange, id);
        Scope outer = outer(exchange, group);
        int rounds = exchange.getProperty(ROUNDS + id, 0, Integer.class);
        for (String task : group.tasks()) {
            fold(run, run.plan().task(task).orElseThrow(), group, outer, rounds);
        }
        exchange.removeProperty(ROUNDS + id);
        exchange.setProperty(TaskPipeline.SCOPE, outer);
    }

    private void fold(RunExecution run, PlanTask task, Group group, Scope outer, int rounds) {
        List<Settled> items = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            run.futures().now(task.id(), outer.inner(group.id(), round, null)).ifPresent(items::add);
        }
        Place place = outer.isRoot() ? Place.of(task.id()) : new Place(task.id(), outer.path());
        TaskCall call = TaskPipeline.bare(run, task, outer, place, List.of());
        Settled whole = records.recall(call, items).orElseGet(() -> records.record(call, folded(task, items), items));
        run.settle(task, outer, whole);
        TaskPipeline.refuseWhenStopping(run);
    }

    private TaskOutcome folded(PlanTask task, List<Settled> items) {
        Optional<Problem> failure = items.stream()
                .filter(item -> item.status() == TaskState.FAILED)
                .flatMap(item -> Optional.ofNullable(item.outcome().error()).stream())
                .findFirst()
                .filter(problem -> task.onFailure() != OnFailure.CONTINUE);
        Instant now = clock.instant();
        Instant started = items.stream()
                .map(item -> item.outcome().startedAt())
                .min(Instant::compareTo)
                .orElse(now);
        return TaskOutcome.folded(items.size(), started, now, failure, Settled.allCached(items));
    }

    /** Whether a branch of a choice is taken. */
    public boolean holds(Exchange exchange, String choice, int number) {
        RunExecution run = run(exchange);
        String condition = run.plan().condition(choice, number).orElseThrow();
        return orFail(run, () -> Boolean.TRUE.equals(evaluate(run, scope(exchange), condition)));
    }

    /** Tasks of the branches that are not taken. */
    public void skip(Exchange exchange, String tasks) {
        RunExecution run = run(exchange);
        for (String id : List.of(tasks.split(",", -1))) {
            PlanTask task = run.plan().task(id).orElseThrow();
            Scope scope = scope(exchange);
            List<Settled> dependencies = preparation.dependencies(run, task, scope);
            Place place = orFail(run, () -> pipeline.place(run, task, scope));
            String why = "Task '%s' was skipped, for its branch was not taken.".formatted(id);
            records.settle(
                    TaskPipeline.bare(run, task, scope, place, dependencies),
                    TaskOutcome.skipped(why, true, clock.instant()));
        }
    }

    /** What cannot be evaluated fails the run. */
    private static <T> T orFail(RunExecution run, Supplier<T> evaluation) {
        try {
            return evaluation.get();
        } catch (OrchestratorException e) {
            run.halt().fail(e.problem());
            throw new Refused();
        }
    }
}
