package org.opendatagov.orchestrator.api;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendatagov.orchestrator.expert.Assignment;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.InstanceCalls;
import org.opendatagov.orchestrator.expert.InstanceRegistry;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Performs what others ask of this process's experts: in the order of arrival, as many at once as the expert takes. */
final class ServedCalls {
    /** How often is looked whether the caller still waits. */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final InstanceRegistry instances;
    private final InstanceCalls calls;

    ServedCalls(InstanceRegistry instances, InstanceCalls calls) {
        this.instances = instances;
        this.calls = calls;
    }

    /** The report; empty where the caller went away, whereupon the work is interrupted. */
    Optional<ExpertReport> perform(String expert, ExpertRequest request, Caller caller) {
        CompletableFuture<ExpertReport> answer = new CompletableFuture<>();
        Thread work = Thread.ofVirtual().name("expert-call").start(() -> {
            try {
                answer.complete(placed(expert, request));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        try {
            while (!answer.isDone()) {
                if (!await(answer) && !caller.waits()) {
                    work.interrupt();
                    return Optional.empty();
                }
            }
            return Optional.of(answer.get());
        } catch (InterruptedException e) {
            work.interrupt();
            Thread.currentThread().interrupt();
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, "This process ends; call another instance.", e);
        } catch (ExecutionException e) {
            throw ApiProblems.known(e);
        }
    }

    private static boolean await(CompletableFuture<ExpertReport> answer) throws InterruptedException {
        try {
            answer.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }

    private ExpertReport placed(String expert, ExpertRequest request) throws InterruptedException {
        Assignment assignment =
                instances.acquire(expert, request, Set.of(), why -> {}).orElseThrow();
        try {
            ExpertReport report = calls.perform(assignment.instance(), request);
            assignment.answered();
            return report;
        } finally {
            if (Thread.currentThread().isInterrupted()) {
                assignment.stopped();
            }
            assignment.failed();
        }
    }
}
