package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.CallSuspended;
import org.opendatagov.orchestrator.expert.CallWaits;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.JudgedCall;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.route.ExpertFolder;
import org.opendatagov.orchestrator.route.TaskRoutes;
import org.springframework.stereotype.Component;

/** One attempt: a call of the experts' router or of a task route, on a thread of its own that is interrupted when its time is over or the run stops. */
@Component
class TimedCalls {
    /** Of a task's time, what is kept for the end: a judgement that came with the timeout would cost the evidence. */
    private static final int SHARE_KEPT = 20;

    private static final Duration MOST_KEPT = Duration.ofSeconds(2);
    private static final String ROUTER = "direct:engine-expert-router";

    private final CamelContext camel;
    private final ProducerTemplate template;
    private final EngineThreads threads;
    private final ExpertFolder routes;
    private final TaskRoutes taskRoutes;
    private final Clock clock;
    private final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();

    TimedCalls(CamelContext camel, EngineThreads threads, ExpertFolder routes, TaskRoutes taskRoutes, Clock clock) {
        this.camel = camel;
        this.template = camel.createProducerTemplate();
        this.threads = threads;
        this.routes = routes;
        this.taskRoutes = taskRoutes;
        this.clock = clock;
    }

    /** Through the expert's own route where it has one, else straight to the experts' router. */
    ExpertReport expert(TaskCall call, ExpertRequest request, CallWaits waits) {
        String expert = call.run().expertOf(call.task());
        Optional<Endpoint> own = routes.entrance(expert);
        Endpoint endpoint = own.orElseGet(() -> endpoints.computeIfAbsent(ROUTER, camel::getEndpoint));
        Optional<JudgedCall> judged = own.map(route -> judged(call, request, expert));
        return timed(call, () -> {
            Object body = send(endpoint, exchange -> {
                exchange.setProperty(CallWaits.PROPERTY, waits);
                judged.ifPresent(told -> exchange.setProperty(JudgedCall.PROPERTY, told));
                exchange.getMessage().setBody(request);
                exchange.getMessage()
                        .setHeader(ExpertRouting.EXPERT, call.task().expert());
                exchange.getMessage()
                        .setHeader(ExpertRouting.ACTION, call.task().action());
            });
            if (body instanceof OrchestratorException refused) {
                throw refused;
            }
            return (ExpertReport) body;
        });
    }

    private JudgedCall judged(TaskCall call, ExpertRequest request, String expert) {
        Duration time = call.task().timeout();
        Duration rest = time.dividedBy(SHARE_KEPT).compareTo(MOST_KEPT) > 0 ? MOST_KEPT : time.dividedBy(SHARE_KEPT);
        return new JudgedCall(
                request,
                expert,
                call.place().toString(),
                call.run().stored().requester().user(),
                call.run().stored().requester().tenant(),
                clock.instant().plus(time).minus(rest));
    }

    /** Calls a Camel route of group {@code tasks}; its reply's body. */
    Object route(TaskCall call, String id) {
        String entrance = taskRoutes
                .entrance(id)
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.UNAVAILABLE, "The route '" + id + "' of group 'tasks' is not there (any more)."));
        return timed(
                call,
                () -> send(camel.getEndpoint(entrance), exchange -> {
                    exchange.getMessage().setBody(call.inputs());
                    exchange.getMessage()
                            .setHeader("OrchestratorRunId", call.run().id().toString());
                    exchange.getMessage()
                            .setHeader("OrchestratorTaskId", call.place().toString());
                }));
    }

    private Object send(Endpoint endpoint, Processor request) throws Exception {
        Exchange answer = template.send(endpoint, ExchangePattern.InOut, request);
        if (answer.getException() != null) {
            throw answer.getException();
        }
        Object body = answer.getMessage().getBody();
        return body == null ? Map.of() : body;
    }

    /** What the work answers after its time is dropped. */
    private <T> T timed(TaskCall call, Callable<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Future<?> thread = threads.executor().submit(() -> {
            try {
                answer.complete(work.call());
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        Runnable interrupt = () -> {
            // In this order: what the work still answers comes too late.
            answer.completeExceptionally(new Refused());
            thread.cancel(true);
        };
        call.run().halt().register(interrupt);
        try {
            return answer.get(call.task().timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.cancel(true);
            throw timeout(call);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Refused refused) {
                throw refused;
            }
            if (suspension(e.getCause()) instanceof CallSuspended suspended) {
                throw suspended;
            }
            if (!camel.getStatus().isStarted()) {
                // Camel stops: what failed now is no answer of the expert's.
                call.run().halt().abandon();
                throw new Refused();
            }
            throw ExpertFailures.translated(e.getCause(), call);
        } catch (InterruptedException e) {
            thread.cancel(true);
            Thread.currentThread().interrupt();
            throw new Refused();
        } finally {
            call.run().halt().unregister(interrupt);
        }
    }

    /** Camel wraps what a step throws. */
    private static @Nullable Throwable suspension(@Nullable Throwable failure) {
        @Nullable Throwable cause = failure;
        while (cause != null && !(cause instanceof CallSuspended)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static OrchestratorException timeout(TaskCall call) {
        Duration time = call.task().timeout();
        return new OrchestratorException(
                ErrorCode.TIMEOUT,
                "Task '%s' (%s) took longer than its timeout of %s and was stopped; give it more time or less data."
                        .formatted(call.place(), call.task().action(), time));
    }
}
