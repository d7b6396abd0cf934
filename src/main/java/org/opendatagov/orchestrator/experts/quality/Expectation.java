package org.opendatagov.orchestrator.experts.quality;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An expectation of Great Expectations 1.x.
 *
 * @param unexpected SQL that counts the rows of {@code dataset} that contradict it, as a scalar
 * @param mostly share that must hold, 0..1
 */
record Expectation(String type, Map<String, Object> kwargs, String reason, String unexpected, double mostly) {
    Expectation {
        kwargs = Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
    }
}
