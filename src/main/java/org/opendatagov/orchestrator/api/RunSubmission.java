package org.opendatagov.orchestrator.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
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

    /** Checks all of it, and names all problems at once. */
    static RunSubmission read(Exchange exchange) {
        List<Problem> problems = new ArrayList<>();
        ApiRequest asked = ApiRequest.of(exchange, Set.of("wait"), problems);
        Map<String, Object> body = asked.object();
        Duration wait = asked.query("wait").map(text -> wait(text, problems)).orElse(Duration.ZERO);
        Optional<String> key = asked.header("Idempotency-Key", problems);
        key.ifPresent(text -> checkKey(text, problems));
        RunRequest request = RunMembers.read(body, List.of(), key, problems).by(asked.requester(problems));
        ApiRequest.throwIfAny(problems);
        return new RunSubmission(request, wait);
    }

    private static Duration wait(String text, List<Problem> problems) {
        Optional<Duration> duration = Durations.parse(text).filter(given -> given.compareTo(LONGEST_WAIT) <= 0);
        if (duration.isEmpty()) {
            problems.add(new Problem(
                    "invalid_wait",
                    RequestPlace.query("wait"),
                    "'wait' must be a duration of at most 60s (" + Durations.FORMS + ")."));
        }
        return duration.orElse(Duration.ZERO);
    }

    private static void checkKey(String key, List<Problem> problems) {
        boolean fits =
                !key.isBlank() && key.length() <= LONGEST_KEY && key.chars().allMatch(c -> c > 0x1F && c < 0x7F);
        if (!fits) {
            problems.add(new Problem(
                    "invalid_key",
                    RequestPlace.header("Idempotency-Key"),
                    "'Idempotency-Key' must have 1 to " + LONGEST_KEY + " printable ASCII characters."));
        }
    }
}
