package org.opendatagov.orchestrator.engine;

import java.util.Map;

/** Says which datasets an action's inputs name, as they are now (port). */
public interface DatasetPins {
    /** Fingerprints by location, of those that can be read; what cannot is left to the expert to say. */
    Map<String, String> fingerprints(Map<String, Object> inputs);

    /** Where there are no datasets. */
    static DatasetPins none() {
        return inputs -> Map.of();
    }
}
