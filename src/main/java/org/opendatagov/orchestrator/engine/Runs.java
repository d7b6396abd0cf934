package org.opendatagov.orchestrator.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.expert.ContextValue;

/**
 * Submits, shows and steers runs. Thread-safe. What steers a run returns when it has taken effect, or after a few seconds, with the run as it
 * is then; all of it throws {@code not_found} for a run that is not there, and {@code conflict} where its state does not allow it.
 */
public interface Runs {
    /**
     * Records the run durably; from here it cannot be lost.
     *
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException {@code unknown_workflow}; {@code invalid_input} and codes of
     *     locations with every problem; {@code conflict} where the idempotency key was used with another request
     */
    Submission submit(RunRequest request);

    /**
     * Checks a request as {@link #submit} does, and records nothing.
     *
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException as {@code submit} does
     */
    void check(RunRequest request);

    /** What a request would run; checked as {@link #submit} does, and nothing is recorded. */
    RunOutline outline(RunRequest request);

    /** What keeps a request from being run later: inputs that are personal and not recorded. None where nothing does. */
    List<org.opendatagov.orchestrator.problem.Problem> notKept(RunRequest request);

    Optional<RunView> find(UUID id);

    /** The run that an idempotency key named. */
    Optional<RunView> findByIdempotencyKey(String key);

    RunPage list(RunFilter filter);

    /** Waits until the run has ended, at most so long; the view then, ended or not. */
    RunView await(UUID id, Duration atMost);

    /** The run with what its tasks answered so far. */
    Optional<RunRecord> record(UUID id);

    /** Ends the run; tasks that run are interrupted. */
    RunView cancel(UUID id, String by);

    /** Starts no further task; those that run end. */
    RunView pause(UUID id, String by);

    /** Lets a paused run go on. */
    RunView resume(UUID id, String by);

    /**
     * Lets a run that has ended go on.
     *
     * @param from the task that is done again, with all that depends on it; empty: those that did not succeed
     */
    RunView retry(UUID id, Optional<String> from, String by);

    /** A new run with other inputs or another definition, which takes over the outcomes whose inputs did not change. */
    Submission fork(
            UUID id,
            Optional<Map<String, Object>> inputs,
            Optional<Map<String, Object>> definition,
            Requester requester);

    /** The same for who is unknown. */
    default Submission fork(UUID id, Optional<Map<String, Object>> inputs, Optional<Map<String, Object>> definition) {
        return fork(id, inputs, definition, Requester.UNKNOWN);
    }

    /** Lets runs whose tasks wait for a budget look again, for more may be spent now; how many there are. */
    int budgetsChanged(String by);

    /**
     * Approves or rejects.
     *
     * @param key of the item, where the approval stands in a fan-out, split or loop; empty elsewhere
     */
    RunView decide(UUID id, String task, String key, boolean approve, String comment, String by);

    /** What happened after the event with this number, in order. */
    List<RunEvent> events(UUID id, int after, int atMost);

    /** What the run's tasks wrote for others, by key. */
    List<ContextValue> context(UUID id, String prefix);

    /** Problems of a definition, all at once; none: it can be run. */
    List<org.opendatagov.orchestrator.problem.Problem> validate(Map<String, Object> definition);
}
