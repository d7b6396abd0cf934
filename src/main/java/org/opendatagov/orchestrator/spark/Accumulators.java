package org.opendatagov.orchestrator.spark;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The last values of the accumulators that operators of known plans measure with. */
final class Accumulators {
    private static final int NO_STAGE = -1;

    private final Map<Long, Value> values = new HashMap<>();

    private record Value(long value, int stageId) {}

    void set(long accumulator, long value, int stageId) {
        values.put(accumulator, new Value(value, stageId));
    }

    void setByDriver(long accumulator, long value) {
        values.put(accumulator, new Value(value, NO_STAGE));
    }

    Optional<Long> value(long accumulator) {
        return Optional.ofNullable(values.get(accumulator)).map(Value::value);
    }

    Optional<Integer> stage(long accumulator) {
        return Optional.ofNullable(values.get(accumulator)).map(Value::stageId).filter(stage -> stage != NO_STAGE);
    }

    void forget(Collection<Long> accumulators) {
        accumulators.forEach(values::remove);
    }
}
