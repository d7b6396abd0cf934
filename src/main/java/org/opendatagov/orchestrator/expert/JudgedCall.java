package org.opendatagov.orchestrator.expert;

import java.time.Instant;

/**
 * A call of an expert on the exchange of the expert's route, for the steps behind its evidence.
 *
 * @param place task and, in a fan-out, key: where in the run it stands
 * @param user who started the run; empty if unknown
 * @param deadline until when a judgement is of use: a moment before the task's time is over
 */
public record JudgedCall(
        ExpertRequest request, String expert, String place, String user, String tenant, Instant deadline) {
    /** The exchange property that holds it. */
    public static final String PROPERTY = "OrchestratorCall";
}
