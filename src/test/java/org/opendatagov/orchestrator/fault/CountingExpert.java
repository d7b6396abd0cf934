package org.opendatagov.orchestrator.fault;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.opendatagov.orchestrator.OrchestratorApplication;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Schemas;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.boot.SpringApplication;

/**
 * An expert that takes its time and notes each performance in a file, independently of the database; with it the whole service is started in
 * a process of its own. No stereotype: the service's own scan must not find it.
 */
final class CountingExpert implements Expert {
    static final String NAME = "CountingExpert";
    static final String ACTION = "count";
    static final String FILE = "fault.performances";

    private final Performances performances = new Performances(System.getProperty(FILE));

    public static void main(String[] arguments) {
        new SpringApplication(OrchestratorApplication.class, CountingExpert.class).run(arguments);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** {@code millis} to take; {@code label} of the performance beside run and task; whether the first one is to fail. */
    @Override
    public List<ExpertAction> actions() {
        Map<String, Object> inputs = Map.of(
                "millis", Schemas.integer("time that it takes"),
                "label", Schemas.text(),
                "fails_first", Map.of("type", "boolean"));
        return List.of(new ExpertAction(
                ACTION,
                "counting",
                "Notes that it was performed",
                Schemas.inputs(inputs, "millis"),
                Schemas.object(Map.of("performance", Schemas.text()), "performance")));
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        String task = request.runId() + "/" + request.taskId() + "/"
                + request.text("label").orElse("");
        String id = UUID.randomUUID().toString();
        performances.note(Performances.Kind.BEGUN, task, id);
        boolean fails = Boolean.TRUE.equals(request.inputs().get("fails_first")) && performances.first(task);
        take(request.inputs().get("millis") instanceof Number millis ? millis.longValue() : 0);
        if (fails) {
            performances.note(Performances.Kind.FAILED, task, id);
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, "The first attempt fails, as the test wants it.");
        }
        return new ExpertReport(
                "counted", List.of(), List.of(), Map.of("performance", id), Map.of("performance", id), Map.of());
    }

    private static void take(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, "stopped", e);
        }
    }
}
