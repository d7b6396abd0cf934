package org.opendatagov.orchestrator.adapter.dataset;

import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.engine.InputCheck;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.stereotype.Component;

/** Checks form and place of the dataset that a run is asked for, before it is recorded. */
@Component
class DatasetInputCheck implements InputCheck {
    private final Datasets datasets;

    DatasetInputCheck(Datasets datasets) {
        this.datasets = datasets;
    }

    @Override
    public void check(Map<String, Object> inputs) {
        if (inputs.get("file_path") instanceof String location) {
            try {
                datasets.check(location);
            } catch (OrchestratorException e) {
                throw new OrchestratorException(
                        e.code(), List.of(new Problem(e.code().text(), "/inputs/file_path", e.text())));
            }
        }
    }
}
