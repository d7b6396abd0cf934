package org.opendatagov.orchestrator.experts.quality;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.opendatagov.orchestrator.dataset.Dataset;

/** Writes expectations as a suite of Great Expectations 1.x. */
final class Suite {
    /** The release that loads and runs these suites in the tests. */
    private static final String VERSION = "1.24.1";

    private Suite() {}

    static Map<String, Object> of(String name, Dataset dataset, List<Expectation> expectations) {
        List<Object> written = new ArrayList<>();
        for (int index = 0; index < expectations.size(); index++) {
            written.add(expectation(expectations.get(index), dataset, index));
        }
        Map<String, Object> suite = new LinkedHashMap<>();
        suite.put("name", name);
        suite.put("id", id(dataset.id() + dataset.fingerprint()));
        suite.put("expectations", written);
        suite.put("suite_parameters", Map.of());
        suite.put("meta", Map.of("great_expectations_version", VERSION));
        return suite;
    }

    private static Map<String, Object> expectation(Expectation expectation, Dataset dataset, int index) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("type", expectation.type());
        written.put("kwargs", expectation.kwargs());
        written.put("meta", Map.of("rule", expectation.rule()));
        written.put("id", id(dataset.id() + dataset.fingerprint() + index));
        written.put("severity", expectation.weight().name().toLowerCase(Locale.ROOT));
        return written;
    }

    /** The same suite for the same content: a UUID by name. */
    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
