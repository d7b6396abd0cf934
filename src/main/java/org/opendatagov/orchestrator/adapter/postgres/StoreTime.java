package org.opendatagov.orchestrator.adapter.postgres;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The database's clock, carried on by this machine's monotonic one: what replicas write and compare is of one clock, whatever their own say.
 * Thread-safe.
 */
final class StoreTime {
    private @Nullable Instant known;
    private long at;

    /**
     * What the database's clock said at some moment between two of {@link System#nanoTime}. A time that may be right already stays, so that it
     * does not tremble with the connection's delays.
     */
    synchronized void heard(Instant told, long asked, long answered) {
        Instant earliest = told;
        Instant latest = told.plusNanos(answered - asked);
        Instant believed = known == null ? told : known.plusNanos(answered - at);
        known = believed.isBefore(earliest) ? earliest : believed.isAfter(latest) ? latest : believed;
        at = answered;
    }

    synchronized Instant now() {
        Instant last = known;
        if (last == null) {
            throw new IllegalStateException("the database was not asked yet");
        }
        return last.plus(Duration.ofNanos(System.nanoTime() - at));
    }
}
