package org.opendatagov.orchestrator.forecast;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.engine.RunOutline;
import org.opendatagov.orchestrator.engine.RunOutline.OutlinedTask;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.engine.WorkflowView;
import org.opendatagov.orchestrator.engine.Workflows;
import org.opendatagov.orchestrator.forecast.Forecast.TaskForecast;
import org.opendatagov.orchestrator.forecast.PastRuns.History;
import org.opendatagov.orchestrator.forecast.PastRuns.Sample;
import org.opendatagov.orchestrator.model.CallEstimates;
import org.opendatagov.orchestrator.model.CallEstimates.Estimate;
import org.springframework.stereotype.Component;

/** Forecasts of runs. Thread-safe. */
@Component
public class Forecasts {
    private static final int MOST_RUNS = 200;
    private static final String DIRECT = "direct_";

    private final Runs runs;
    private final Workflows workflows;
    private final PastRuns past;
    private final CallEstimates estimates;

    Forecasts(Runs runs, Workflows workflows, PastRuns past, CallEstimates estimates) {
        this.runs = runs;
        this.workflows = workflows;
        this.past = past;
        this.estimates = estimates;
    }

    /**
     * Checks the request as if it were submitted, and records nothing.
     *
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException as {@link Runs#submit} does
     */
    public Forecast of(RunRequest request) {
        RunOutline outline = runs.outline(request);
        Map<String, History> histories = new HashMap<>();
        History own = history(histories, outline.workflow());
        List<TaskForecast> tasks = outline.tasks().stream()
                .map(task -> forecast(task, own.tasks().getOrDefault(task.id(), List.of()), histories))
                .toList();
        CriticalPath path = CriticalPath.of(outline.tasks(), tasks);
        return new Forecast(
                outline.workflow(),
                outline.version(),
                own.runs(),
                tasks.stream().map(TaskForecast::costUsd).reduce(Range.NOTHING, Range::plus),
                path.seconds(),
                path.tasks(),
                tasks,
                ids(outline, tasks, false),
                ids(outline, tasks, true));
    }

    private History history(Map<String, History> histories, String workflow) {
        return histories.computeIfAbsent(workflow, name -> past.ofWorkflow(name, MOST_RUNS));
    }

    private static List<String> ids(RunOutline outline, List<TaskForecast> tasks, boolean people) {
        List<String> ids = new ArrayList<>();
        for (int number = 0; number < tasks.size(); number++) {
            if (tasks.get(number).seconds().isEmpty()
                    && outline.tasks().get(number).waitsForPeople() == people) {
                ids.add(tasks.get(number).id());
            }
        }
        return ids;
    }

    private TaskForecast forecast(OutlinedTask task, List<Sample> own, Map<String, History> histories) {
        if (task.waitsForPeople()) {
            return new TaskForecast(
                    task.id(), task.expert(), task.action(), Optional.empty(), 0, Range.NOTHING, "no_model");
        }
        List<Sample> samples = own.isEmpty() ? elsewhere(task, histories) : own;
        Optional<Range> seconds = samples.isEmpty()
                ? Optional.empty()
                : Optional.of(Range.of(samples.stream().map(Sample::seconds).toList()));
        Cost cost = cost(task, own);
        return new TaskForecast(
                task.id(), task.expert(), task.action(), seconds, samples.size(), cost.usd(), cost.basis());
    }

    /** The same action in other workflows, and asked for directly. */
    private List<Sample> elsewhere(OutlinedTask task, Map<String, History> histories) {
        List<Sample> samples = new ArrayList<>(
                history(histories, DIRECT + task.action()).tasks().getOrDefault(task.action(), List.of()));
        for (WorkflowView workflow : workflows.list()) {
            workflow.tasks().stream()
                    .filter(other -> other.action().equals(task.action()))
                    .forEach(other -> samples.addAll(
                            history(histories, workflow.id()).tasks().getOrDefault(other.id(), List.of())));
        }
        return samples;
    }

    private record Cost(Range usd, String basis) {}

    /** Where an expert has got its model since, what its tasks cost before says nothing. */
    private Cost cost(OutlinedTask task, List<Sample> own) {
        if (!estimates.asks(task.expert())) {
            return new Cost(Range.NOTHING, "no_model");
        }
        List<BigDecimal> spent = own.stream().map(Sample::usd).toList();
        if (spent.stream().anyMatch(usd -> usd.signum() > 0)) {
            return new Cost(Range.of(spent), "runs");
        }
        List<BigDecimal> others = past.costsOf(task.expert(), MOST_RUNS);
        if (!others.isEmpty()) {
            return new Cost(Range.of(others), "expert");
        }
        Estimate estimate = estimates.of(task.expert());
        return new Cost(
                new Range(
                        Range.rounded(estimate.low()),
                        Range.rounded(estimate.expected()),
                        Range.rounded(estimate.high())),
                "prompt");
    }
}
