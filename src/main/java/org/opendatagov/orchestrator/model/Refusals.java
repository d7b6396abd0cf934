package org.opendatagov.orchestrator.model;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.opendatagov.orchestrator.model.ProviderException.Remedy;

/** What a provider's status says about what to do next. */
final class Refusals {
    private Refusals() {}

    static ProviderException of(int status, HttpHeaders headers) {
        return switch (status) {
            case 401, 403 -> fail("refuses its key or what the key may do (" + status + ")");
            case 404 -> fail("does not know the model, or nothing is at its URL (404)");
            // RFC 9110, 15.5: too slow, in conflict, too early. 425 and 529 (overloaded) as providers use them.
            case 408, 409, 425 -> retry(status, headers);
            case 429 -> retry(status, headers);
            default -> status >= 500 ? retry(status, headers) : fail("refuses the question (" + status + ")");
        };
    }

    private static ProviderException fail(String message) {
        return ProviderException.refused(Remedy.FAIL_OVER, message, Optional.empty());
    }

    private static ProviderException retry(int status, HttpHeaders headers) {
        String why = status == 429 ? "has too many requests (429)" : "is not able to answer now (" + status + ")";
        return ProviderException.refused(Remedy.RETRY, why, retryAfter(headers, Instant.now()));
    }

    /** RFC 9110, 10.2.3: seconds or a date; {@code retry-after-ms} as OpenAI sends it. What is neither is as good as absent. */
    static Optional<Duration> retryAfter(HttpHeaders headers, Instant now) {
        Optional<Duration> exact =
                headers.firstValue("retry-after-ms").flatMap(Refusals::number).map(Duration::ofMillis);
        return exact.or(() -> headers.firstValue("retry-after")
                        .flatMap(value -> number(value)
                                .map(Duration::ofSeconds)
                                .or(() -> date(value).map(date -> Duration.between(now, date)))))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
    }

    private static Optional<Long> number(String value) {
        return value.matches("\\d{1,9}") ? Optional.of(Long.valueOf(value)) : Optional.empty();
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
