package org.opendatagov.orchestrator.judgement;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendatagov.orchestrator.expert.CallWaits;
import org.opendatagov.orchestrator.model.ModelAnswer;
import org.opendatagov.orchestrator.model.ModelCall;
import org.opendatagov.orchestrator.model.Models;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Asks models until the call's deadline and no longer: the evidence is there already, and its task's time must not end with it unrecorded. */
final class TimedModels {
    private final Models models;
    private final Clock clock;

    TimedModels(Models models, Clock clock) {
        this.models = models;
        this.clock = clock;
    }

    /** @param end when the task needs its evidence back, a moment behind the call's own deadline */
    ModelAnswer ask(ModelCall call, Instant end, CallWaits waits) {
        Duration time = Duration.between(clock.instant(), end);
        if (!time.isPositive()) {
            return late();
        }
        FutureTask<ModelAnswer> answer = new FutureTask<>(() -> models.ask(call, waits));
        Thread thread = Thread.ofVirtual().name("judgement").start(answer);
        try {
            return answer.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            return late();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, "The call of a model was stopped by its caller.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new OrchestratorException(ErrorCode.INTERNAL, "The models could not be asked.", e.getCause());
        }
    }

    private static ModelAnswer late() {
        return new ModelAnswer.Silent("timeout", "none answered within the time of the task");
    }
}
