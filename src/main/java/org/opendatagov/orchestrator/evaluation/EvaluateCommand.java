package org.opendatagov.orchestrator.evaluation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.dataset.AllowedLocations;
import org.opendatagov.orchestrator.model.CallEstimates;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;

/**
 * {@code evaluate FOLDER [--model=NAME] [--json=FILE]}: performs the labelled cases of a folder, prints how well they were found, and ends;
 * the exit code is 0 where all could be performed.
 */
@Component
public class EvaluateCommand implements ApplicationRunner, ExitCodeGenerator {
    private static final String NAME = "evaluate";
    private static final String MODEL = "--model=";

    private final Evaluation evaluation;
    private final CallEstimates models;
    private final AllowedLocations locations;
    private final PrintStream out = System.out;
    private volatile int exitCode;

    EvaluateCommand(Evaluation evaluation, CallEstimates models, AllowedLocations locations) {
        this.evaluation = evaluation;
        this.models = models;
        this.locations = locations;
    }

    /** Whether the arguments ask for this command and not for the service. */
    public static boolean asked(List<String> arguments) {
        return !arguments.isEmpty() && arguments.getFirst().equals(NAME);
    }

    /** The arguments with the settings that make the experts of the cases ask the model that is named, and it alone. */
    public static List<String> withSettings(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        Optional<String> model = arguments.stream()
                .filter(argument -> argument.startsWith(MODEL))
                .map(argument -> argument.substring(MODEL.length()))
                .findFirst();
        if (model.isPresent() && arguments.size() > 1) {
            String chain = model.get().equals("none") ? "" : model.get();
            experts(Path.of(arguments.get(1)))
                    .forEach(expert -> all.add("--orchestrator.expert-models." + expert + "=" + chain));
        }
        return all;
    }

    /** What is wrong with the folder is said later, by the command. */
    private static List<String> experts(Path folder) {
        try {
            return LabelledCases.read(folder).stream()
                    .map(LabelledCase::expert)
                    .distinct()
                    .toList();
        } catch (OrchestratorException e) {
            return List.of();
        }
    }

    @Override
    public void run(ApplicationArguments arguments) {
        List<String> words = arguments.getNonOptionArgs();
        if (!asked(words)) {
            return;
        }
        if (words.size() != 2) {
            out.println("Usage: evaluate <folder with %s> [--model=<name, or none>] [--json=<file>]"
                    .formatted(LabelledCases.FILE));
            exitCode = 2;
            return;
        }
        try {
            evaluate(Path.of(words.get(1)), option(arguments, "model"), option(arguments, "json"));
        } catch (OrchestratorException e) {
            out.println("Not evaluated: " + e.text());
            exitCode = 1;
        }
    }

    private static Optional<String> option(ApplicationArguments arguments, String name) {
        List<String> values = arguments.getOptionValues(name);
        return values == null ? Optional.empty() : values.stream().findFirst();
    }

    private void evaluate(Path folder, Optional<String> model, Optional<String> json) {
        List<LabelledCase> cases = LabelledCases.read(folder);
        model.filter(name -> !name.equals("none")).ifPresent(name -> refuseDumb(name, cases));
        List<CaseScore> scores = new ArrayList<>();
        for (LabelledCase labelled : cases) {
            grant(folder, labelled);
            scores.add(evaluation.perform(labelled));
        }
        EvaluationResult result = new EvaluationResult(model.orElse(""), scores);
        out.println(result.text());
        json.ifPresent(file -> write(Path.of(file), result.json()));
        exitCode = result.failed() ? 1 : 0;
    }

    private void refuseDumb(String model, List<LabelledCase> cases) {
        if (cases.stream().anyMatch(labelled -> !models.asks(labelled.expert()))) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    "Model '%s' cannot be asked: it has no key, key file or base URL. Give it one (orchestrator.models.%s.api-key), or --model=none for evidence alone."
                            .formatted(model, model));
        }
    }

    /** The files that the cases name: a person named their folder. */
    private void grant(Path folder, LabelledCase labelled) {
        labelled.inputs().values().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.contains(":") && Path.of(text).startsWith(folder.normalize()))
                .forEach(text -> locations.grant(Path.of(text)));
    }

    private void write(Path file, String json) {
        try {
            Files.writeString(file, json);
            out.println("Written to " + file);
        } catch (IOException e) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    "The JSON could not be written to " + file + "; name a file in a folder that is there.");
        }
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
