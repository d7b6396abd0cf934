package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Sends a task to its expert through the route {@code engine-expert-router}, as often as its retry policy allows, each attempt timed. */
@Component
class TaskAttempts {
    private static final String ROUTER = "direct:engine-expert-router";

    private final CamelContext camel;
    private final ProducerTemplate template;
    private final Journal journal;
    private final EngineThreads threads;
    private final Clock clock;
    private volatile @Nullable Endpoint router;

    TaskAttempts(
            CamelContext camel, @Lazy ProducerTemplate template, Journal journal, EngineThreads threads, Clock clock) {
        this.camel = camel;
        this.template = template;
        this.journal = journal;
        this.threads = threads;
        this.clock = clock;
    }

    TaskOutcome perform(TaskCall call) {
        Instant started = clock.instant();
        for (int attempt = 1; ; attempt++) {
            journalStart(call, attempt);
            try {
                ExpertReport report = once(call);
                return new TaskOutcome(
                        TaskState.SUCCEEDED, attempt, started, clock.instant(), JournalJson.write(report), null);
            } catch (OrchestratorException e) {
                boolean again = e.code().retryable()
                        && attempt < call.task().retry().maxAttempts()
                        && !call.run().stopping();
                if (!again) {
                    return new TaskOutcome(
                            TaskState.FAILED,
                            attempt,
                            started,
                            clock.instant(),
                            null,
                            e.problems().getFirst());
                }
                pause(call, attempt);
            }
        }
    }

    /** Not waited for: what counts is the outcome. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void journalStart(TaskCall call, int attempt) {
        journal.append(call.run()
                        .entry(EntryKind.ATTEMPT, call.task().id(), attempt, call.inputHash(), "", clock.instant()))
                .whenComplete((written, failure) -> {
                    if (failure != null) {
                        call.run().abandon();
                    }
                });
    }

    private static void pause(TaskCall call, int attempt) {
        Duration wait =
                call.task().retry().after(attempt, ThreadLocalRandom.current().nextDouble());
        try {
            TimeUnit.NANOSECONDS.sleep(wait.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused();
        }
    }

    /** One attempt on a thread of its own, which is interrupted when the time is over; what it answers later is dropped. */
    private ExpertReport once(TaskCall call) {
        CompletableFuture<ExpertReport> answer = new CompletableFuture<>();
        Future<?> work = threads.executor().submit(() -> {
            try {
                answer.complete(send(call));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        Duration timeout = call.task().timeout();
        try {
            return answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            work.cancel(true);
            throw new OrchestratorException(
                    ErrorCode.TIMEOUT,
                    "Task '%s' (%s) took longer than its timeout of %s and was stopped; give it more time or less data."
                            .formatted(call.task().id(), call.task().action(), timeout));
        } catch (InterruptedException e) {
            work.cancel(true);
            Thread.currentThread().interrupt();
            throw new Refused();
        } catch (ExecutionException e) {
            throw ExpertFailures.translated(e.getCause(), call);
        }
    }

    private ExpertReport send(TaskCall call) throws Exception {
        Exchange answer = template.send(router(), ExchangePattern.InOut, exchange -> {
            exchange.getMessage().setBody(call.request());
            exchange.getMessage().setHeader(ExpertRouting.EXPERT, call.task().expert());
            exchange.getMessage().setHeader(ExpertRouting.ACTION, call.task().action());
        });
        if (answer.getException() != null) {
            throw answer.getException();
        }
        Object body = answer.getMessage().getBody();
        if (body instanceof OrchestratorException refused) {
            throw refused;
        }
        return (ExpertReport) body;
    }

    private Endpoint router() {
        Endpoint endpoint = router;
        if (endpoint == null) {
            endpoint = camel.getEndpoint(ROUTER);
            router = endpoint;
        }
        return endpoint;
    }
}
