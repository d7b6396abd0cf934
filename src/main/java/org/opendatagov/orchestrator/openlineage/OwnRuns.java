package org.opendatagov.orchestrator.openlineage;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.opendatagov.orchestrator.engine.EndedRun;
import org.opendatagov.orchestrator.engine.EndedRuns;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Tells of own runs that read datasets, as OpenLineage: the own catalogue, and who is set by {@code orchestrator.openlineage.url}. On a
 * thread of its own and from a bounded queue: a run neither waits for it nor fails by it. What the store cannot take for now is told again until
 * it does; what ends with the process, is one too many, or fails otherwise is lost.
 */
@Component
class OwnRuns implements EndedRuns, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnRuns.class);

    /** Runs that wait to be told of. */
    private static final int MOST = 1_000;

    /** How long the service's stop waits for what is in the queue. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** How long what the store could not take waits, and how often it is told again: behind it all others wait. */
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private static final int TRIES = 600;

    private final SaidOnce full = new SaidOnce(LOG, "Own runs are not told of as OpenLineage", SaidOnce.LOST);
    private final SaidOnce trouble = new SaidOnce(
            LOG, "Own runs do not get into the catalogue", "what the store cannot take for now is told again");
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final ThreadPoolExecutor thread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST),
            Thread.ofPlatform().daemon().name("openlineage").factory(),
            (run, busy) -> refused(busy));
    private final OwnRunEvents events;
    private final Intake catalogue;
    private final Optional<EventReceiver> receiver;
    private final Duration again;

    @Autowired
    OwnRuns(EmissionSettings settings, Intake catalogue, Clock clock) {
        this(settings, catalogue, clock, AGAIN);
    }

    OwnRuns(EmissionSettings settings, Intake catalogue, Clock clock, Duration again) {
        this.again = again;
        this.events = new OwnRunEvents(settings.namespace());
        this.catalogue = catalogue;
        this.receiver = settings.address().map(address -> new EventReceiver(address, settings.token(), clock));
    }

    private void refused(ThreadPoolExecutor busy) {
        if (!busy.isShutdown()) {
            full.fails("more than " + MOST + " wait for that");
        }
    }

    @Override
    public void ended(EndedRun run) {
        if (!run.datasets().isEmpty()) {
            thread.execute(() -> tell(run));
        }
    }

    private void tell(EndedRun run) {
        if (thread.getQueue().isEmpty()) {
            full.works();
        }
        List<Map<String, Object>> told = events.of(run);
        record(told);
        receiver.ifPresent(elsewhere -> elsewhere.send(
                told.stream().map(event -> CanonicalJson.of(event).text()).toList()));
    }

    private void record(List<Map<String, Object>> told) {
        for (int tries = 0; tries < TRIES && !recorded(told) && !stops(); tries++) {
            LOG.debug("The catalogue is told of a run again");
        }
    }

    /** Whether the service stops before it is time to tell again. */
    private boolean stops() {
        try {
            return stopping.await(again.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Whether it is done with, one way or the other; what was taken before is taken once. */
    private boolean recorded(List<Map<String, Object>> told) {
        try {
            EventBatch batch = catalogue.take(told);
            if (batch.problems().isEmpty()) {
                trouble.works();
            } else {
                trouble.fails(batch.problems().getFirst().message());
            }
            return true;
        } catch (OrchestratorException e) {
            trouble.fails(e.code().text());
            return !e.code().retryable();
        } catch (RuntimeException e) {
            trouble.fails(e.getClass().getSimpleName());
            return true;
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
                thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        receiver.ifPresent(EventReceiver::close);
    }
}
