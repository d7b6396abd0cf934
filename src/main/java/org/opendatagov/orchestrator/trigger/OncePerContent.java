package org.opendatagov.orchestrator.trigger;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/**
 * Onboards a content once: the run's idempotency key names the content and is the only memory. Where that run failed or was cancelled, a file
 * that was dropped after it is taken again, under a key with the file's time.
 */
@Component
class OncePerContent {
    private static final String WORKFLOW = "onboard_dataset";

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
        RunView first = runOf(key, location);
        boolean inVain = switch (first.status()) {
            case FAILED, CANCELLED -> first.createdAt().isBefore(dropped);
            case QUEUED, RUNNING, WAITING, SUCCEEDED -> false;
        };
        return inVain ? runOf(key + ":" + dropped.toEpochMilli(), location).id() : first.id();
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
