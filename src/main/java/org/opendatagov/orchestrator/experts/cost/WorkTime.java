package org.opendatagov.orchestrator.experts.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them, in hours. */
final class WorkTime {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)");
    private static final Map<Character, BigDecimal> SECONDS = Map.of(
            's',
            BigDecimal.ONE,
            'm',
            BigDecimal.valueOf(60),
            'h',
            BigDecimal.valueOf(3600),
            'd',
            BigDecimal.valueOf(86_400));
    private static final BigDecimal HOUR = BigDecimal.valueOf(3600);

    private WorkTime() {}

    /** {@code PT30M, 30m, 30 min, 0.5 h}; empty where it is none of these. */
    static Optional<BigDecimal> hours(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        Matcher written = WRITTEN.matcher(plain);
        if (written.matches()) {
            BigDecimal unit = SECONDS.getOrDefault(written.group(2).charAt(0), BigDecimal.ONE);
            return Optional.of(inHours(new BigDecimal(written.group(1)).multiply(unit)));
        }
        try {
            Duration duration = Duration.parse(plain);
            return duration.isNegative()
                    ? Optional.empty()
                    : Optional.of(inHours(BigDecimal.valueOf(duration.toMillis(), 3)));
        } catch (DateTimeParseException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static BigDecimal inHours(BigDecimal seconds) {
        return seconds.divide(HOUR, 9, RoundingMode.HALF_UP);
    }
}
