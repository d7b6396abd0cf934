package org.opendatagov.orchestrator.expert;

import java.time.Duration;

/** The way to instances in other processes (port). */
public interface ExpertTransport {
    /**
     * What an instance says of itself.
     *
     * @param load tasks that it performs now, whoever sent them
     */
    record Health(int load, Duration uptime) {}

    /**
     * Has an action performed. Blocks; interrupted, it lets the instance know and throws {@code unavailable}, the thread still marked.
     *
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException what the instance answered; {@code unavailable} where it
     *     cannot be reached or its answer cannot be read
     */
    ExpertReport perform(ExpertInstance instance, ExpertRequest request);

    /** @throws org.opendatagov.orchestrator.problem.OrchestratorException {@code unavailable} where it is not well */
    Health probe(ExpertInstance instance);
}
