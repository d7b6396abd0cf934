package org.opendatagov.orchestrator.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What came of a case.
 *
 * @param failure why it could not be done; then nothing of it was found
 * @param seconds of the task
 * @param silent why no model judged, as its report says; empty where one did
 * @param missed labels that nothing fits
 * @param wrong titles of findings that fit no label
 */
record CaseScore(
        String id,
        Optional<UUID> run,
        String failure,
        double seconds,
        String silent,
        Scores scores,
        List<String> missed,
        List<String> wrong) {
    CaseScore {
        missed = List.copyOf(missed);
        wrong = List.copyOf(wrong);
    }
}
