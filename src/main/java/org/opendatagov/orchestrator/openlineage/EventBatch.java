package org.opendatagov.orchestrator.openlineage;

import java.util.List;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * What became of the events of one request or file.
 *
 * @param received how many there were
 * @param kept how many are kept now for the first time
 * @param duplicates how many were here before
 * @param problems all that is wrong with the others
 */
public record EventBatch(int received, int kept, int duplicates, List<Problem> problems) {
    public EventBatch {
        problems = List.copyOf(problems);
    }
}
