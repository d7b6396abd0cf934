package org.opendatagov.orchestrator.experts.quality;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real Great Expectations, in a Python environment that {@code .ci/great-expectations} makes. Where it is not there a test is skipped,
 * unless {@value #FOLDER} names one.
 */
final class GreatExpectations {
    static final String FOLDER = "ORCHESTRATOR_TEST_GREAT_EXPECTATIONS";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path python;
    private final Path folder;
    private final List<Map<String, String>> cases = new ArrayList<>();

    private GreatExpectations(Path python, Path folder) {
        this.python = python;
        this.folder = folder;
    }

    static GreatExpectations in(Path folder) {
        String named = System.getenv(FOLDER);
        Path usual = Path.of(System.getProperty("user.home"), ".cache/expert-orchestrator/great-expectations");
        Path python = (named == null ? usual : Path.of(named)).resolve("bin/python");
        assumeTrue(
                named != null || Files.isExecutable(python),
                "Great Expectations is not there: run .ci/great-expectations once to make it");
        return new GreatExpectations(python, folder);
    }

    void add(String name, Object suite, Path data) throws IOException {
        Path file = folder.resolve(name + ".suite.json");
        JSON.writeValue(file.toFile(), suite);
        cases.add(Map.of("name", name, "suite", file.toString(), "data", data.toString()));
    }

    /** What it says of every case: {@code name, success, evaluated, failed[{type, column, problem}]}. */
    List<JsonNode> run() throws IOException, InterruptedException {
        Path input = folder.resolve("cases.json");
        Path output = folder.resolve("outcomes.json");
        Path log = folder.resolve("python.log");
        JSON.writeValue(input.toFile(), cases);
        Process process = new ProcessBuilder(
                        python.toString(),
                        "src/test/resources/great-expectations/validate.py",
                        input.toString(),
                        output.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError("Great Expectations did not end well: " + Files.readString(log));
        }
        List<JsonNode> outcomes = new ArrayList<>();
        JSON.readTree(output.toFile()).forEach(outcomes::add);
        return outcomes;
    }
}
