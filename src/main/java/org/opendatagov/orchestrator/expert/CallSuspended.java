package org.opendatagov.orchestrator.expert;

import java.time.Instant;
import java.util.Optional;

/**
 * A call cannot go on for now, and needs no thread meanwhile: the engine lets its task wait and makes the call again later. That is no
 * failure; whoever carries the call passes it on.
 */
public final class CallSuspended extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final transient Optional<Instant> until;

    /**
     * @param reason as of {@link CallWaits#waits}
     * @param until when it is worth trying again; empty: somebody has to do something first
     */
    public CallSuspended(String reason, Optional<Instant> until) {
        super(reason, null, false, false);
        this.reason = reason;
        this.until = until;
    }

    public String reason() {
        return reason;
    }

    public Optional<Instant> until() {
        return until;
    }
}
