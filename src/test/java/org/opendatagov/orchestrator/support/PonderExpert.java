package org.opendatagov.orchestrator.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.opendatagov.orchestrator.OrchestratorApplication;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Schemas;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.boot.SpringApplication;

/** An expert that takes its time, of the process's {@code ponder.times} as much, started by tests in a process of its own. No stereotype: the service's own scan must not find it. */
public final class PonderExpert implements Expert {
    public static final String NAME = "PonderExpert";
    public static final String ACTION = "ponder";

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(OrchestratorApplication.class, PonderExpert.class);
        application.run(arguments);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ExpertAction> actions() {
        return List.of(new ExpertAction(
                ACTION,
                "pondering",
                "Thinks for a while",
                Schemas.object(Map.of("millis", Schemas.integer(), "notes", Schemas.text())),
                Schemas.object(Map.of("process", Schemas.integer()), "process")));
    }

    /**
     * Writes {@code begun}, and {@code interrupted} where it is, into the file {@code notes}; an odd number of milliseconds ends in a
     * failure.
     */
    @Override
    public ExpertReport perform(ExpertRequest request) {
        if (!(request.inputs().get("millis") instanceof Integer millis)) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    List.of(
                            new Problem("missing_input", "/inputs/millis", "The input 'millis' is missing."),
                            new Problem("odd", "/inputs", "Another problem.")));
        }
        note(request, "begun");
        try {
            TimeUnit.MILLISECONDS.sleep((long) millis * Integer.getInteger("ponder.times", 1));
        } catch (InterruptedException e) {
            note(request, "interrupted");
            Thread.currentThread().interrupt();
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, "stopped", e);
        }
        if (millis % 2 == 1) {
            throw new OrchestratorException(ErrorCode.CONFLICT, "An odd number of milliseconds leads nowhere.");
        }
        Map<String, Object> context = Map.of(
                "seen",
                request.context()
                        .find("colour")
                        .map(value -> value.value().toString())
                        .orElse("nothing"));
        return new ExpertReport(
                "pondered",
                List.of(),
                List.of(),
                Map.of("process", ProcessHandle.current().pid()),
                context,
                Map.of());
    }

    private static void note(ExpertRequest request, String word) {
        request.text("notes").map(Path::of).ifPresent(file -> {
            try {
                Files.writeString(file, word);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
