package org.opendatagov.orchestrator.engine;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Commands on their way to the owners of runs (port). */
public interface CommandStore {
    /**
     * Records a command.
     *
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException {@code not_found}; {@code conflict} where the run's state does not
     *     allow it
     */
    void send(Command command);

    /** Commands for these runs, oldest first. */
    List<Command> pending(Collection<UUID> runs);

    /** Commands for the runs of this replica, oldest first. */
    List<Command> forThisReplica();

    boolean isPending(UUID command);

    /** Forgets a command that came too late. */
    void drop(UUID command);

    /** Waits until a command was sent somewhere, or for about a second. */
    void awaitNews() throws InterruptedException;
}
