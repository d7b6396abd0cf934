package org.opendatagov.orchestrator.model;

import java.time.Duration;
import java.util.Optional;

/** What a provider answered instead of an answer. Its message names neither key nor data. */
final class ProviderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What can be done about it. */
    enum Remedy {
        /** The same model may answer a little later. */
        RETRY,
        /** Another model may answer. */
        FAIL_OVER,
        /** Nobody would: the question is wrong. */
        NONE
    }

    private final Remedy remedy;
    private final boolean paid;
    private final transient Optional<Duration> retryAfter;

    private ProviderException(Remedy remedy, boolean paid, String message, Optional<Duration> retryAfter) {
        super(message);
        this.remedy = remedy;
        this.paid = paid;
        this.retryAfter = retryAfter;
    }

    /** The provider said no, and so charges nothing. */
    static ProviderException refused(Remedy remedy, String message, Optional<Duration> retryAfter) {
        return new ProviderException(remedy, false, message, retryAfter);
    }

    /** Nobody knows how far the provider came, and so what it charges. */
    static ProviderException brokenOff(Remedy remedy, String message) {
        return new ProviderException(remedy, true, message, Optional.empty());
    }

    /** As the end of a sentence that begins with the model. */
    String why() {
        return String.valueOf(getMessage());
    }

    /** Whether the call may have been charged. */
    boolean mayBePaid() {
        return paid;
    }

    Remedy remedy() {
        return remedy;
    }

    /** How long the provider asks to be left alone. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
