package org.opendatagov.orchestrator.adapter.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.engine.InputCheck;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.spark.EventLogs;
import org.springframework.stereotype.Component;

/** Checks form and place of the dataset and the event log that a run is asked for, before it is recorded. */
@Component
class DatasetInputCheck implements InputCheck {
    private final Datasets datasets;
    private final EventLogs logs;

    DatasetInputCheck(Datasets datasets, EventLogs logs) {
        this.datasets = datasets;
        this.logs = logs;
    }

    @Override
    public void check(Map<String, Object> inputs) {
        List<Problem> problems = new ArrayList<>();
        Optional<ErrorCode> dataset = check(inputs, "file_path", datasets::check, problems);
        Optional<ErrorCode> log = check(inputs, "event_log", logs::check, problems);
        dataset.or(() -> log).ifPresent(code -> {
            throw new OrchestratorException(code, problems);
        });
    }

    private static Optional<ErrorCode> check(
            Map<String, Object> inputs, String name, Consumer<String> check, List<Problem> problems) {
        if (inputs.get(name) instanceof String location) {
            try {
                check.accept(location);
            } catch (OrchestratorException e) {
                problems.add(new Problem(e.code().text(), "/inputs/" + name, e.text()));
                return Optional.of(e.code());
            }
        }
        return Optional.empty();
    }
}
