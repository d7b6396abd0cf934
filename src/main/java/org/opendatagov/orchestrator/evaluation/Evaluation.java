package org.opendatagov.orchestrator.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.engine.RunRecord;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.engine.TaskView;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Performs labelled cases, each as a run of one task, one after another, so that their times can be compared. */
@Component
class Evaluation {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String TASK = "evaluated";

    private final Runs runs;

    Evaluation(Runs runs) {
        this.runs = runs;
    }

    CaseScore perform(LabelledCase labelled) {
        try {
            UUID run =
                    runs.submit(RunRequest.of(definition(labelled), Map.of())).runId();
            RunView ended = runs.await(run, LONGEST);
            if (!ended.status().ended()) {
                runs.cancel(run, "");
            }
            return runs.record(run)
                    .filter(record -> record.reports().containsKey(TASK))
                    .map(record -> graded(labelled, record))
                    .orElseGet(() -> failed(labelled, Optional.of(run), reason(ended)));
        } catch (OrchestratorException e) {
            return failed(labelled, Optional.empty(), e.text());
        }
    }

    private static Map<String, Object> definition(LabelledCase labelled) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("id", TASK);
        task.put("expert", labelled.expert());
        task.put("action", labelled.action());
        task.put("inputs", labelled.inputs());
        return Map.of("workflow_id", "evaluation", "tasks", List.of(task));
    }

    private static CaseScore graded(LabelledCase labelled, RunRecord record) {
        Grading grading = new Grading(
                labelled, java.util.Objects.requireNonNull(record.reports().get(TASK)));
        return new CaseScore(
                labelled.id(),
                Optional.of(record.run().id()),
                "",
                seconds(record.run().tasks().getFirst()),
                grading.silent(),
                grading.scores(record.run().costUsd()),
                grading.missed(),
                grading.wrong());
    }

    private static double seconds(TaskView task) {
        return task.startedAt()
                .flatMap(start -> task.finishedAt()
                        .map(end -> Duration.between(start, end).toMillis() / 1e3))
                .orElse(0.0);
    }

    private static String reason(RunView run) {
        return run.reason().isEmpty() ? "the run is " + run.status().text() : run.reason();
    }

    /** All that was to be found is missed. */
    private static CaseScore failed(LabelledCase labelled, Optional<UUID> run, String why) {
        List<String> missed = new ArrayList<>();
        labelled.expected().forEach(label -> missed.add(label.toString()));
        Scores scores = Scores.NONE.plus(new Scores(missed.size(), 0, 0, 0, 0, 0, 0, 0, java.math.BigDecimal.ZERO));
        return new CaseScore(labelled.id(), run, why, 0, "", scores, missed, List.of());
    }
}
