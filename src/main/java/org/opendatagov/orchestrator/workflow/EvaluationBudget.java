package org.opendatagov.orchestrator.workflow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation may cost: each call of a function is charged with the size of what it takes and gives (characters,
 * elements), so that neither time nor memory grows without bound. A unit costs some nanoseconds; the whole is about a second.
 */
final class EvaluationBudget {
    static final long UNITS = 20_000_000;
    static final ScopedValue<EvaluationBudget> CURRENT = ScopedValue.newInstance();

    private long left = UNITS;

    /** Thrown where the budget is spent. */
    static final class SpentException extends RuntimeException {
        SpentException() {
            super("the evaluation is too large", null, false, false);
        }
    }

    static void charge(long units) {
        CURRENT.get().spend(units);
    }

    private void spend(long units) {
        if (units > left) {
            throw new SpentException();
        }
        left -= units;
    }

    static long size(@Nullable Object value) {
        return switch (value) {
            case String text -> text.length();
            case Collection<?> items -> items.size();
            case Map<?, ?> entries -> entries.size();
            case null -> 0;
            default -> 1;
        };
    }

    /** How long a list of texts is, joined. */
    static long joined(List<?> items, long separator) {
        long sum = 0;
        for (Object item : items) {
            sum += size(item) + separator;
        }
        return sum;
    }
}
