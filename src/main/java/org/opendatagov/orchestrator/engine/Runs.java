package org.opendatagov.orchestrator.engine;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Submits and shows runs. Thread-safe. */
public interface Runs {
    /**
     * Records the run durably; from here it cannot be lost.
     *
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException {@code unknown_workflow}; {@code invalid_input} and codes of
     *     locations with every problem; {@code conflict} where the idempotency key was used with another request
     */
    Submission submit(RunRequest request);

    Optional<RunView> find(UUID id);

    /** The run that an idempotency key named. */
    Optional<RunView> findByIdempotencyKey(String key);

    RunPage list(RunFilter filter);

    /** Waits until the run has ended, at most so long; the view then, ended or not. */
    RunView await(UUID id, Duration atMost);

    /** The run with what its tasks answered so far. */
    Optional<RunRecord> record(UUID id);
}
