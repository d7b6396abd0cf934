package org.opendatagov.orchestrator.adapter.dataset;

import java.util.Map;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.engine.DatasetPins;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** The fingerprint of the dataset that an action's {@code file_path} names, as it is now. */
@Component
class CurrentFingerprints implements DatasetPins {
    private static final String LOCATION = "file_path";

    private final Datasets datasets;

    CurrentFingerprints(Datasets datasets) {
        this.datasets = datasets;
    }

    @Override
    public Map<String, String> fingerprints(Map<String, Object> inputs) {
        if (!(inputs.get(LOCATION) instanceof String location)) {
            return Map.of();
        }
        try {
            return Map.of(location, datasets.open(location, Map.of()).fingerprint());
        } catch (OrchestratorException e) {
            // What is wrong with it, the expert says.
            return Map.of();
        }
    }
}
