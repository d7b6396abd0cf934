package org.opendatagov.orchestrator.privacy;

import java.util.EnumMap;
import java.util.Map;
import org.opendatagov.orchestrator.privacy.ValueDetectors.Look;

/** How many values fit each class. */
final class Tally {
    private final Map<Detector, long[]> counts = new EnumMap<>(Detector.class);
    private long values;
    private long plainNineDigits;
    private long phonesWritten;

    void value(long occurrences) {
        values += occurrences;
    }

    long values() {
        return values;
    }

    void add(Detector detector, Look look, long occurrences) {
        if (look != Look.NOTHING) {
            counts.computeIfAbsent(detector, key -> new long[3])[index(look)] += occurrences;
        }
    }

    private static int index(Look look) {
        return switch (look) {
            case VALID -> 0;
            case INSIDE -> 1;
            case MATCHES, NOTHING -> 2;
        };
    }

    private long count(Detector detector, Look look) {
        long[] found = counts.get(detector);
        return found == null ? 0 : Math.min(found[index(look)], values);
    }

    /** Whole values that pass the check. */
    long valid(Detector detector) {
        return count(detector, Look.VALID);
    }

    /** Values that hold one among other text. */
    long inside(Detector detector) {
        return count(detector, Look.INSIDE);
    }

    /** Values whose form fits, checked or not. */
    long matching(Detector detector) {
        return Math.min(values, count(detector, Look.MATCHES) + valid(detector) + inside(detector));
    }

    void plainNineDigits(long occurrences) {
        plainNineDigits += occurrences;
    }

    /** Whether what looks like social security numbers is written without dashes. */
    boolean undashedSsn() {
        return plainNineDigits > 0;
    }

    void phoneWritten(long occurrences) {
        phonesWritten += occurrences;
    }

    /** Share of values written as people write telephone numbers: with a plus, brackets or groups. */
    double formattedPhones() {
        return values == 0 ? 0 : Math.min(1, (double) phonesWritten / values);
    }

    double share(Detector detector) {
        return values == 0 ? 0 : (double) valid(detector) / values;
    }

    double matchingShare(Detector detector) {
        return values == 0 ? 0 : (double) matching(detector) / values;
    }
}
