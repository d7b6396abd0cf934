package org.opendatagov.orchestrator.expert;

import java.util.List;
import java.util.Objects;

/**
 * What was concluded from evidence.
 *
 * @param id unique within a report, stable between equal runs
 * @param confidence 0..1
 * @param evidence ids of the {@link Evidence} it rests on
 * @param recommendation what to do; empty where nothing is to be done
 * @param reference the rule's id, article or threshold's source
 */
public record Finding(
        String id,
        Severity severity,
        String title,
        String detail,
        Subject subject,
        FindingSource source,
        double confidence,
        List<String> evidence,
        String recommendation,
        String reference) {
    public Finding {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(severity, "severity");
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence of finding " + id + " must be in 0..1, is " + confidence);
        }
        evidence = List.copyOf(evidence);
    }
}
