package org.opendatagov.orchestrator.support;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The system's clock until a test sets it; from then on it moves by the test's word alone. */
public final class TestClock extends Clock {
    private volatile @Nullable Instant set;

    public void set(Instant now) {
        set = now;
    }

    /** Goes with the system's clock again. */
    public void release() {
        set = null;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        Instant now = set;
        return now == null ? Instant.now() : now;
    }
}
