package org.opendatagov.orchestrator.experts.quality;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An expectation of Great Expectations 1.x.
 *
 * @param rule where it comes from
 * @param weight how much a violation matters
 * @param unexpected SQL that counts the elements of {@code dataset} that contradict it, as a scalar
 * @param elements how many elements are judged: all rows, or those that have a value
 * @param mostly share of the elements that must hold, 0..1; where it is tentative, what was counted decides
 * @param tentative drawn from most of the values alone: it is weakened to what holds, or left out, once all rows were counted
 */
record Expectation(
        String type,
        Map<String, Object> kwargs,
        String rule,
        Weight weight,
        String unexpected,
        long elements,
        double mostly,
        boolean tentative) {
    /** Severities of Great Expectations 1.x. */
    enum Weight {
        CRITICAL,
        WARNING,
        INFO
    }

    Expectation {
        kwargs = Collections.unmodifiableMap(new LinkedHashMap<>(kwargs));
    }

    /** The same, for this share of the elements. */
    Expectation mostly(double share) {
        Map<String, Object> weaker = new LinkedHashMap<>(kwargs);
        weaker.put("mostly", share);
        return new Expectation(type, weaker, rule, weight, unexpected, elements, share, false);
    }

    Expectation settled() {
        return new Expectation(type, kwargs, rule, weight, unexpected, elements, mostly, false);
    }
}
