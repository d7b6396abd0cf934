package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendatagov.orchestrator.engine.RunChecks.Asked;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Records what was asked for and checked as a run, and starts it in this replica where it has room. */
@Component
class RunAcceptance {
    /** How long who asks for a run waits for its commit. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Journal journal;
    private final RunStore store;
    private final RunLauncher launcher;
    private final Lease lease;
    private final PersonalInputs personal;
    private final Clock clock;

    RunAcceptance(
            Journal journal, RunStore store, RunLauncher launcher, Lease lease, PersonalInputs personal, Clock clock) {
        this.journal = journal;
        this.store = store;
        this.launcher = launcher;
        this.lease = lease;
        this.personal = personal;
        this.clock = clock;
    }

    /** The run that was recorded for the request's idempotency key before, if any; another request under the key is refused. */
    Optional<Submission> earlier(RunRequest request) {
        return request.idempotencyKey().flatMap(store::findByIdempotencyKey).map(found -> same(found, hash(request)));
    }

    /** Its run is recorded when this returns. */
    Submission accept(RunRequest request, Asked asked, Optional<NewRun.Parent> parent, Optional<UUID> forkOf) {
        return record(run(request, asked, parent, forkOf));
    }

    private static String hash(RunRequest request) {
        Map<String, Object> given = new TreeMap<>();
        given.put("workflow", request.workflow());
        given.put("inputs", request.inputs());
        request.definition().ifPresent(definition -> given.put("definition", definition));
        if (!request.labels().isEmpty()) {
            given.put("labels", request.labels());
        }
        if (request.priority() != 0) {
            given.put("priority", request.priority());
        }
        return JournalJson.hash(given);
    }

    private NewRun run(RunRequest request, Asked asked, Optional<NewRun.Parent> parent, Optional<UUID> forkOf) {
        // As the store keeps it.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID id = RunIds.next(now.toEpochMilli());
        PersonalInputs.Recorded recorded = personal.hold(id, asked.plan(), request.inputs(), asked.definition());
        String inputs = JournalJson.write(recorded.inputs());
        Optional<String> definition = recorded.definition().map(JournalJson::write);
        String labels = JournalJson.write(request.labels());
        String hash = hash(request);
        boolean here = recorded.whole() ? launcher.reserve() : launcher.reserveSoon();
        if (!here && !recorded.whole()) {
            personal.forget(id);
            throw new OrchestratorException(
                    ErrorCode.UNAVAILABLE,
                    "There is no room just now for a run with inputs that are not kept; nothing was started. Send it again.");
        }
        return new NewRun(
                id,
                asked.plan().workflow(),
                asked.version(),
                inputs,
                definition,
                labels,
                request.priority(),
                request.requester(),
                parent,
                forkOf,
                request.idempotencyKey(),
                hash,
                here,
                lease.epoch(),
                now);
    }

    private Submission record(NewRun run) {
        boolean created = await(create(run));
        if (!created) {
            StoredRun present = run.idempotencyKey()
                    .flatMap(store::findByIdempotencyKey)
                    .orElseThrow(() -> new IllegalStateException("run " + run.id() + " was neither made nor found"));
            return same(present, run.idempotencyHash());
        }
        return new Submission(run.id(), true);
    }

    /** Goes on when it is recorded, whoever waits for that or does not any more. */
    private CompletableFuture<Boolean> create(NewRun run) {
        if (run.startHere()) {
            launcher.expect(run.id());
        }
        return journal.create(run).whenComplete((created, failure) -> {
            if (!Boolean.TRUE.equals(created)) {
                personal.forget(run.id());
                if (run.startHere()) {
                    launcher.giveBack(run.id());
                }
            } else if (run.startHere()) {
                launcher.start(started(run));
            } else {
                launcher.wake();
            }
        });
    }

    private static boolean await(CompletableFuture<Boolean> created) {
        try {
            return created.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof OrchestratorException known ? known : unsure(e);
        } catch (TimeoutException e) {
            throw unsure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unsure(e);
        }
    }

    private static OrchestratorException unsure(Exception cause) {
        return new OrchestratorException(
                ErrorCode.STORE_UNAVAILABLE,
                "The store is away, and nobody knows yet whether the run was recorded. Send it again with the same Idempotency-Key.",
                cause);
    }

    private static StoredRun started(NewRun run) {
        return new StoredRun(
                run.id(),
                run.workflow(),
                run.version(),
                run.inputs(),
                run.definition(),
                run.labels(),
                run.priority(),
                run.requester(),
                RunState.RUNNING,
                "",
                false,
                0,
                run.parent().map(NewRun.Parent::run),
                run.forkOf(),
                run.idempotencyHash(),
                run.createdAt(),
                Optional.of(run.createdAt()),
                Optional.empty(),
                run.epoch());
    }

    private static Submission same(StoredRun present, String hash) {
        if (!present.idempotencyHash().equals(hash)) {
            throw new OrchestratorException(
                    ErrorCode.CONFLICT,
                    "The Idempotency-Key was used for another request (run %s); use a new key."
                            .formatted(present.id()));
        }
        return new Submission(present.id(), false);
    }
}
