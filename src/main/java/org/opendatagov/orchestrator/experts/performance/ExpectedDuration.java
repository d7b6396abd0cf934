package org.opendatagov.orchestrator.experts.performance;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** How long an application should take, as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 4h}, or ISO-8601. */
final class ExpectedDuration {
    private static final Pattern SHORT = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

    private ExpectedDuration() {}

    /** Milliseconds, more than none. */
    static Optional<Long> millis(Optional<String> text) {
        return text.map(given -> {
            try {
                Matcher matcher = SHORT.matcher(given.strip());
                long millis = matcher.matches()
                        ? Math.multiplyExact(Long.parseLong(matcher.group(1)), unit(matcher.group(2)))
                        : Duration.parse(given.strip()).toMillis();
                if (millis > 0) {
                    return millis;
                }
            } catch (DateTimeParseException | ArithmeticException e) {
                throw wrong();
            }
            throw wrong();
        });
    }

    private static long unit(String name) {
        return switch (name) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 86_400_000;
        };
    }

    private static OrchestratorException wrong() {
        return new OrchestratorException(
                ErrorCode.INVALID_INPUT,
                List.of(new Problem(
                        "wrong_value",
                        "/expected_duration",
                        "'expected_duration' must be a time such as 30m, 90s, 4h or PT30M, longer than none.")));
    }
}
