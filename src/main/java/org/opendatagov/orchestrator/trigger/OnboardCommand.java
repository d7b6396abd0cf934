package org.opendatagov.orchestrator.trigger;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.dataset.AllowedLocations;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.engine.TaskState;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.report.Reports;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;

/** {@code onboard FILE}: onboards one file, prints progress and the report, and ends; the exit code is 0 where the run succeeded. */
@Component
public class OnboardCommand implements ApplicationRunner, ExitCodeGenerator {
    private static final String NAME = "onboard";
    private static final Duration LOOK = Duration.ofMillis(300);

    private final Runs runs;
    private final Reports reports;
    private final ReportFiles files;
    private final AllowedLocations locations;
    private final PrintStream out = System.out;
    private volatile int exitCode;

    OnboardCommand(Runs runs, Reports reports, ReportFiles files, AllowedLocations locations) {
        this.runs = runs;
        this.reports = reports;
        this.files = files;
        this.locations = locations;
    }

    /** Whether the arguments ask for this command and not for the service. */
    public static boolean asked(List<String> arguments) {
        return arguments.contains(NAME);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        List<String> words = arguments.getNonOptionArgs();
        if (!asked(words)) {
            return;
        }
        if (words.size() != 2 || !words.getFirst().equals(NAME)) {
            out.println("Usage: onboard <file, folder or s3://bucket/key>");
            exitCode = 2;
            return;
        }
        try {
            onboard(words.get(1));
        } catch (OrchestratorException e) {
            out.println("Not onboarded: " + e.text());
            exitCode = 1;
        }
    }

    private void onboard(String location) {
        if (!location.contains(":")) {
            locations.grant(Path.of(location));
        }
        UUID run = runs.submit(new RunRequest("onboard_dataset", Map.of("file_path", location), Optional.empty()))
                .runId();
        out.println("Run " + run + " of onboard_dataset");
        RunView view = follow(run);
        reports.report(run).ifPresent(report -> {
            out.println();
            out.println(reports.markdown(report));
            String name =
                    location.replaceAll("[?].*$", "").replaceAll("/+$", "").replaceAll(".*/", "");
            out.println("Written to " + files.write(report, name));
        });
        exitCode = view.status() == RunState.SUCCEEDED ? 0 : 1;
    }

    private RunView follow(UUID run) {
        Map<String, TaskState> seen = new HashMap<>();
        while (true) {
            RunView view = runs.await(run, LOOK);
            view.tasks().forEach(task -> {
                boolean changed = seen.put(task.id(), task.status()) != task.status();
                if (changed && task.status() != TaskState.PENDING) {
                    out.printf("  %-20s %-10s %s%n", task.id(), task.status().text(), task.summary());
                }
            });
            if (view.status().ended()) {
                return view;
            }
        }
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
