package org.opendatagov.orchestrator.experts.performance;

import java.util.Optional;
import org.opendatagov.orchestrator.expert.Severity;

/** From which value on a figure is how severe. */
record Levels(double low, double medium, double high, double critical) {
    Optional<Severity> of(double value) {
        if (value >= critical) {
            return Optional.of(Severity.CRITICAL);
        }
        if (value >= high) {
            return Optional.of(Severity.HIGH);
        }
        if (value >= medium) {
            return Optional.of(Severity.MEDIUM);
        }
        return value >= low ? Optional.of(Severity.LOW) : Optional.empty();
    }
}
