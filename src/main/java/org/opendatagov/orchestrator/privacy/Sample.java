package org.opendatagov.orchestrator.privacy;

import java.util.function.Consumer;

/**
 * What slow detectors find: of all values where a column has few different ones, else of one in {@value #STEP} by a hash of the value, so that
 * the order in which values come changes nothing.
 */
final class Sample {
    private static final int FEW = 20_000;
    private static final int STEP = 64;

    private final Tally all = new Tally();
    private final Tally some = new Tally();
    private long seen;

    void look(String value, Consumer<Tally> detectors) {
        if (++seen <= FEW) {
            detectors.accept(all);
        }
        int hash = value.hashCode() * 0x9E3779B9;
        if (hash >>> 26 == 0) {
            detectors.accept(some);
        }
    }

    /** Adds what was found, scaled to all values. */
    void addTo(Tally tally) {
        if (seen <= FEW) {
            tally.add(all, 1);
        } else {
            tally.add(some, STEP);
        }
    }
}
