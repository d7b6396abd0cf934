package org.opendatagov.orchestrator.trigger;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/**
 * Onboards a content once: the run's idempotency key names the content and is the only memory. Where that run failed or was cancelled, a file
 * that was dropped after it is taken again, under a key with the file's time; where it failed because something was down, it is tried again too.
 */
@Component
class OncePerContent {
    private static final String WORKFLOW = "onboard_dataset";

    /** How often one content is tried in all, where each run fails because something is down. */
    private static final int ATTEMPTS = 5;

    /** Spares the store the question for each object of each listing; the store is what counts. */
    private final Cache<String, UUID> succeeded =
            Caffeine.newBuilder().maximumSize(100_000).build();

    private final Runs runs;

    OncePerContent(Runs runs) {
        this.runs = runs;
    }

    /**
     * The run of this content, new or earlier.
     *
     * @param key names the content
     * @param dropped when the file or object was last changed
     * @param location asked for only where a run is started
     */
    UUID run(String key, Instant dropped, Supplier<String> location) {
        UUID known = succeeded.getIfPresent(key);
        if (known != null) {
            return known;
        }
        RunView run = last(key, location);
        if (inVain(run) && run.createdAt().isBefore(dropped)) {
            run = last(key + ":" + dropped.toEpochMilli(), location);
        }
        if (run.status() == RunState.SUCCEEDED) {
            succeeded.put(key, run.id());
        }
        return run.id();
    }

    /** The run of a key or, where that failed for a reason that may have passed, of the next attempt. */
    private RunView last(String key, Supplier<String> location) {
        RunView run = runOf(key, location);
        for (int attempt = 2; attempt <= ATTEMPTS && mayHavePassed(run); attempt++) {
            run = runOf(key + "#" + attempt, location);
        }
        return run;
    }

    private static boolean inVain(RunView run) {
        return switch (run.status()) {
            case FAILED, CANCELLED -> true;
            case QUEUED, RUNNING, WAITING, SUCCEEDED -> false;
        };
    }

    private static boolean mayHavePassed(RunView run) {
        return run.status() == RunState.FAILED
                && run.tasks().stream()
                        .flatMap(task -> task.error().stream())
                        .anyMatch(error -> error.code().equals(ErrorCode.UNAVAILABLE.text()));
    }

    private RunView runOf(String key, Supplier<String> location) {
        return runs.findByIdempotencyKey(key).orElseGet(() -> {
            submit(key, location.get());
            return runs.findByIdempotencyKey(key)
                    .orElseThrow(
                            () -> new IllegalStateException("The run of " + key + " was recorded and is not found"));
        });
    }

    /** The same content under another name, or seen by another replica at the same time, is the same run. */
    private void submit(String key, String location) {
        try {
            runs.submit(new RunRequest(WORKFLOW, Map.of("file_path", location), Optional.of(key)));
        } catch (OrchestratorException e) {
            if (e.code() != ErrorCode.CONFLICT) {
                throw e;
            }
        }
    }
}
