package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.dataset.RawFiles;
import org.opendatagov.orchestrator.expert.ActionInputs;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.spark.EventLog;
import org.opendatagov.orchestrator.spark.EventLogs;
import org.springframework.stereotype.Component;

/** Says why a Spark application or a query takes as long as it does, and what to change. */
@Component
public class PerformanceExpert implements Expert {
    private final EventLogs logs;
    private final PlanInput plans;

    public PerformanceExpert(EventLogs logs, RawFiles files) {
        this.logs = logs;
        this.plans = new PlanInput(files);
    }

    @Override
    public String name() {
        return "PerformanceExpert";
    }

    @Override
    public List<ExpertAction> actions() {
        return List.of(PerformanceSchemas.ANALYZE, PerformanceSchemas.SUGGEST, PerformanceSchemas.TUNE);
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        ExpertAction action = ActionInputs.accept(this, request);
        Optional<Long> expected = ExpectedDuration.millis(request.text("expected_duration"));
        Optional<PlanReports> ofPlan = plans.read(request);
        boolean ofLog = request.text("event_log").isPresent()
                || request.text("pipeline_id").isPresent();
        if (ofPlan.isPresent() && !ofLog) {
            return ofPlan.get().report();
        }
        ExpertReport report = ofLog(action, request, expected);
        return ofPlan.map(plan -> plan.beside(report)).orElse(report);
    }

    private ExpertReport ofLog(ExpertAction action, ExpertRequest request, Optional<Long> expected) {
        EventLog log = log(request, action);
        PerformanceReports reports = new PerformanceReports(log, Analysis.of(log.application()), expected);
        if (action.equals(PerformanceSchemas.ANALYZE)) {
            return reports.analyze();
        }
        return action.equals(PerformanceSchemas.SUGGEST) ? reports.suggest() : reports.tune();
    }

    private EventLog log(ExpertRequest request, ExpertAction action) {
        Optional<String> location = request.text("event_log");
        if (location.isPresent()) {
            return logs.read(location.get(), request.fingerprints());
        }
        return logs.newest(request.text("pipeline_id").orElseThrow(() -> missing(action)));
    }

    private static OrchestratorException missing(ExpertAction action) {
        List<String> inputs = PerformanceSchemas.sources(action);
        String named = String.join("' or '", inputs);
        List<Problem> problems = new ArrayList<>();
        for (String input : inputs) {
            problems.add(new Problem("missing_input", "/" + input, "%s needs '%s'.".formatted(action.name(), named)));
        }
        return new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
    }
}
