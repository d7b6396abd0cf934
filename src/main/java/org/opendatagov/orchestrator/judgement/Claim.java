package org.opendatagov.orchestrator.judgement;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that a model says, with what it points to.
 *
 * @param kind {@code summary, finding, suggestion}
 * @param names a dataset, column and job that it is about, those that it gave
 * @param evidence ids, as it gave them
 */
record Claim(String kind, String text, List<String> names, List<String> evidence) {
    /**
     * A finding of a model's own.
     *
     * @param severity as it gave it
     */
    record OwnFinding(
            String title,
            String detail,
            Optional<String> dataset,
            Optional<String> column,
            Optional<String> job,
            String severity,
            double confidence,
            List<String> evidence,
            String recommendation) {
        Claim claim() {
            return new Claim(
                    "finding",
                    String.join(" ", title, detail, recommendation),
                    Stream.of(dataset, column, job).flatMap(Optional::stream).toList(),
                    evidence);
        }
    }
}
