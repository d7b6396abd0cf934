package org.opendatagov.orchestrator.judgement;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The numbers that data holds, and whether a text names others: as they are, rounded, in percent, in thousands, in other units of bytes and time. */
final class Figures {
    /** A number that stands for itself: not a part of a name, a version or a date. */
    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\p{L}\\p{N}_]|\\p{L}-|\\d[.,])(\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)(?![\\d_]|[.,]\\d)"
                    + "(?:\\s?(%|(?:percent|thousand|million|billion|bn|[KMGT]i?B|bytes?|ms|milliseconds?|seconds?|sec|s|minutes?|min|hours?|h|days?|[kKM])(?![\\p{L}\\p{N}_])))?(?![\\p{L}_])");

    private static final Pattern ABOUT =
            Pattern.compile("(?:about|approximately|around|nearly|roughly|almost|some|over|more than|~|≈)\\s?$");
    /** How far a number behind {@code about} may be off. */
    private static final double ROUGH = 0.05;

    private static final double EXACT = 1e-9;

    private final NavigableSet<Double> known = new TreeSet<>();

    private record Written(String text, double value, double unit, List<Double> factors, boolean rough) {}

    /** Adds the numbers of a JSON value, those within its texts included. */
    void add(@Nullable Object value) {
        if (value instanceof Number number) {
            known.add(Math.abs(number.doubleValue()));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, member) -> {
                add(String.valueOf(key));
                add(member);
            });
        } else if (value instanceof Collection<?> list) {
            list.forEach(this::add);
        } else if (value instanceof String text) {
            read(text).forEach(number -> number.factors().forEach(factor -> known.add(number.value() * factor)));
        }
    }

    /** The first number of a text that is none of these. */
    Optional<String> foreign(String text) {
        return read(text).stream()
                .filter(number -> number.factors().stream().noneMatch(factor -> holds(number, factor)))
                .map(Written::text)
                .findFirst();
    }

    private boolean holds(Written number, double factor) {
        double value = number.value() * factor;
        double rounding = number.unit() * factor / 2 * (1 + EXACT);
        double off = number.rough() ? Math.max(rounding, value * ROUGH) : rounding;
        Double next = known.ceiling(value - off - EXACT);
        return next != null && next <= value + off + EXACT;
    }

    private static List<Written> read(String text) {
        if (text.chars().noneMatch(Character::isDigit)) {
            return List.of();
        }
        List<Written> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            String digits = matcher.group(1).replace(",", "");
            int dot = digits.indexOf('.');
            double unit = dot < 0 ? 1 : Math.pow(10, dot + 1 - digits.length());
            String before = text.substring(Math.max(0, matcher.start() - 16), matcher.start());
            numbers.add(new Written(
                    matcher.group().strip(),
                    Double.parseDouble(digits),
                    // A whole number is one: "12" is no rounded 12.4, "12 %" is a rounded 0.124.
                    dot < 0 && matcher.group(2) == null ? 0 : unit,
                    factors(matcher.group(2)),
                    ABOUT.matcher(before.toLowerCase(Locale.ROOT)).find()));
        }
        return numbers;
    }

    /** What a number with this unit may stand for in the data. */
    private static List<Double> factors(@Nullable String unit) {
        return switch (unit == null ? "" : unit) {
            case "%", "percent" -> List.of(0.01, 1.0);
            case "k", "K", "thousand" -> List.of(1e3);
            case "M", "million" -> List.of(1e6);
            case "billion", "bn" -> List.of(1e9);
            case "KB", "KiB" -> List.of(1e3, 1024.0, 1.0);
            case "MB", "MiB" -> List.of(1e6, 1048576.0, 1.0);
            case "GB", "GiB" -> List.of(1e9, 1073741824.0, 1.0);
            case "TB", "TiB" -> List.of(1e12, 1099511627776.0, 1.0);
            case "ms", "millisecond", "milliseconds" -> List.of(1.0, 1e-3);
            case "s", "sec", "second", "seconds" -> List.of(1.0, 1e3);
            case "min", "minute", "minutes" -> List.of(1.0, 60.0, 6e4);
            case "h", "hour", "hours" -> List.of(1.0, 3600.0, 3.6e6, 60.0);
            case "day", "days" -> List.of(1.0, 86_400.0, 8.64e7, 24.0);
            default -> List.of(1.0);
        };
    }
}
