package org.opendatagov.orchestrator.evaluation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An action's inputs, and what it is to find there.
 *
 * @param inputs texts that name a file beside the labels are that file
 * @param expected what must be found
 * @param allowed what may be found, and counts neither for nor against
 */
record LabelledCase(
        String id,
        String expert,
        String action,
        Map<String, Object> inputs,
        List<Expected> expected,
        List<Expected> allowed) {
    LabelledCase {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        expected = List.copyOf(expected);
        allowed = List.copyOf(allowed);
    }
}
