package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.OnFailure;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Does a task for each item of a list that is recorded first; called by the route {@code engine-task}. */
@Component("fanOut")
class FanOut {
    private final TaskPreparation preparation;
    private final TaskPipeline pipeline;
    private final TaskRecords records;
    private final ItemLists lists;
    private final TaskWork work;
    private final EngineThreads threads;
    private final Clock clock;

    FanOut(
            TaskPreparation preparation,
            TaskPipeline pipeline,
            TaskRecords records,
            ItemLists lists,
            @Qualifier("allWork") TaskWork work,
            EngineThreads threads,
            Clock clock) {
        this.preparation = preparation;
        this.pipeline = pipeline;
        this.records = records;
        this.lists = lists;
        this.work = work;
        this.threads = threads;
        this.clock = clock;
    }

    public void perform(Exchange exchange) {
        TaskCall whole = exchange.getProperty(TaskPipeline.CALL, TaskCall.class);
        Instant started = clock.instant();
        List<Object> items;
        try {
            items = items(whole);
        } catch (OrchestratorException e) {
            records.settle(whole, TaskOutcome.failed(0, started, clock.instant(), e.problem()), List.of());
            return;
        }
        List<Settled> done = all(whole, items);
        Optional<Settled> recorded = records.recall(whole, done);
        if (recorded.isPresent()) {
            whole.run().settle(whole.task(), whole.scope(), recorded.get());
            TaskPipeline.refuseWhenStopping(whole.run());
        } else {
            records.settle(whole, outcome(whole, done, started), done);
        }
    }

    private List<Object> items(TaskCall whole) {
        return lists.recorded(whole.run(), whole.place(), () -> {
            Object list = preparation.evaluate(
                    whole.run(),
                    whole.task(),
                    whole.scope(),
                    whole.task().forEach().orElseThrow());
            if (list instanceof List<?> values) {
                return new ArrayList<Object>(values);
            }
            throw new OrchestratorException(
                    ErrorCode.BAD_REFERENCE,
                    "'for_each' of task '%s' gives no list; expected one.".formatted(whole.place()));
        });
    }

    /** All items, so many at once as the task allows; the first refusal goes out when the others are done. */
    private List<Settled> all(TaskCall whole, List<Object> items) {
        Semaphore places = new Semaphore(whole.task().concurrency());
        List<CompletableFuture<Settled>> running = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            Scope scope = whole.scope().inner("each:" + whole.task().id(), index, items.get(index));
            places.acquireUninterruptibly();
            running.add(CompletableFuture.supplyAsync(() -> one(whole, scope), threads.executor())
                    .whenComplete((settled, failure) -> places.release()));
        }
        List<Settled> done = new ArrayList<>();
        @Nullable RuntimeException refused = null;
        for (CompletableFuture<Settled> item : running) {
            try {
                done.add(item.join());
            } catch (CompletionException e) {
                refused = e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
        if (refused != null) {
            whole.run().futures().refuse(whole.task().id(), whole.scope());
            throw refused;
        }
        return done;
    }

    private Settled one(TaskCall whole, Scope scope) {
        TaskPipeline.refuseWhenStopping(whole.run());
        String index = String.valueOf(scope.index());
        Place place = new Place(
                whole.task().id(),
                whole.place().key().isEmpty() ? index : whole.place().key() + "/" + index);
        TaskCall call;
        try {
            call = pipeline.performed(whole.run(), whole.task(), scope, place, whole.dependencies());
        } catch (OrchestratorException e) {
            Instant now = clock.instant();
            whole.run().waitForStore(e, place, scope, now);
            return recorded(whole, scope, place, TaskOutcome.failed(0, now, now, e.problem()));
        }
        return records.recall(call, List.of()).orElseGet(() -> records.record(call, work.outcome(call), List.of()));
    }

    private Settled recorded(TaskCall whole, Scope scope, Place place, TaskOutcome outcome) {
        TaskCall bare = new TaskCall(
                whole.run(),
                whole.task(),
                scope,
                place,
                java.util.Map.of(),
                whole.inputHash(),
                whole.dependencies(),
                java.util.Map.of());
        return records.recall(bare, List.of()).orElseGet(() -> records.record(bare, outcome, List.of()));
    }

    private TaskOutcome outcome(TaskCall whole, List<Settled> items, Instant started) {
        Optional<Problem> failure = items.stream()
                .filter(item -> item.status() == TaskState.FAILED)
                .flatMap(item -> Optional.ofNullable(item.outcome().error()).stream())
                .filter(Objects::nonNull)
                .findFirst();
        boolean failed = failure.isPresent() && whole.task().onFailure() != OnFailure.CONTINUE;
        return TaskOutcome.folded(
                items.size(), started, clock.instant(), failed ? failure : Optional.empty(), Settled.allCached(items));
    }
}
