package org.opendatagov.orchestrator.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.Durations;

/**
 * What {@code POST /api/v1/runs} asks for.
 *
 * @param patience how long the caller waits for the end; zero: not at all
 */
record RunSubmission(RunRequest request, Duration patience) {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int LONGEST_KEY = 200;
    private static final String WORKFLOW = "workflow";
    private static final String INPUTS = "inputs";

    /** Checks all of it, and names all problems at once. */
    static RunSubmission read(Exchange exchange) {
        List<Problem> problems = new ArrayList<>();
        ApiRequest asked = ApiRequest.of(exchange, Set.of("wait"), problems);
        Map<String, Object> body = asked.object();
        Duration wait = asked.query("wait").map(text -> wait(text, problems)).orElse(Duration.ZERO);
        Optional<String> key = asked.header("Idempotency-Key", problems);
        key.ifPresent(text -> checkKey(text, problems));
        body.keySet().forEach(name -> checkMember(name, problems));
        String workflow = workflow(body.get(WORKFLOW), problems);
        Map<String, Object> inputs = inputs(body.getOrDefault(INPUTS, Map.of()), problems);
        ApiRequest.throwIfAny(problems);
        return new RunSubmission(new RunRequest(workflow, inputs, key), wait);
    }

    private static Duration wait(String text, List<Problem> problems) {
        Optional<Duration> duration = Durations.parse(text).filter(given -> given.compareTo(LONGEST_WAIT) <= 0);
        if (duration.isEmpty()) {
            problems.add(new Problem(
                    "invalid_wait", "", "'wait' must be a duration of at most 60s (" + Durations.FORMS + ")."));
        }
        return duration.orElse(Duration.ZERO);
    }

    private static void checkKey(String key, List<Problem> problems) {
        boolean fits =
                !key.isBlank() && key.length() <= LONGEST_KEY && key.chars().allMatch(c -> c > 0x1F && c < 0x7F);
        if (!fits) {
            problems.add(new Problem(
                    "invalid_key",
                    "",
                    "'Idempotency-Key' must have 1 to " + LONGEST_KEY + " printable ASCII characters."));
        }
    }

    private static void checkMember(String name, List<Problem> problems) {
        if (name.equals("definition")) {
            problems.add(new Problem(
                    "unsupported",
                    "/definition",
                    "A definition is not run yet; name a workflow in 'workflow', GET /api/v1/workflows lists them."));
        } else if (!name.equals(WORKFLOW) && !name.equals(INPUTS)) {
            problems.add(new Problem(
                    "unknown_member", Texts.pointer(name), "The member is unknown; known are workflow and inputs."));
        }
    }

    private static String workflow(@Nullable Object given, List<Problem> problems) {
        if (given instanceof String text) {
            return text;
        }
        problems.add(new Problem(
                given == null ? "missing_member" : "wrong_type",
                "/" + WORKFLOW,
                "'workflow' must be the id of a workflow, as text; GET /api/v1/workflows lists them."));
        return "";
    }

    private static Map<String, Object> inputs(@Nullable Object given, List<Problem> problems) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((name, value) -> inputs.put(String.valueOf(name), value));
        } else {
            problems.add(new Problem("wrong_type", "/" + INPUTS, "'inputs' must be an object."));
        }
        return inputs;
    }
}
