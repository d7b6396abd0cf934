package org.opendatagov.orchestrator.plan;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as plans write them: {@code 2.00E+5}, {@code 1,000}, {@code 7.6 MiB}, {@code 37.11kB}, {@code 46.21s}. */
final class Quantities {
    private static final Pattern QUANTITY =
            Pattern.compile("\\s*([-+]?[\\d,]*\\.?\\d+(?:[eE][-+]?\\d+)?)\\s*([A-Za-z]*)\\s*");
    private static final Map<String, Double> MILLIS =
            Map.of("ns", 1e-6, "us", 1e-3, "µs", 1e-3, "ms", 1.0, "s", 1e3, "m", 6e4, "h", 3.6e6, "d", 8.64e7);

    private Quantities() {}

    static OptionalDouble number(Object value) {
        if (value instanceof Number number) {
            return finite(number.doubleValue());
        }
        Matcher matcher = QUANTITY.matcher(String.valueOf(value));
        return matcher.matches() ? finite(parse(matcher.group(1))) : OptionalDouble.empty();
    }

    private static OptionalDouble finite(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static double parse(String digits) {
        try {
            return Double.parseDouble(digits.replace(",", ""));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Bytes; engines mean powers of 1,024 also where they write kB. */
    static OptionalDouble bytes(String text) {
        Matcher matcher = QUANTITY.matcher(text);
        if (!matcher.matches()) {
            return OptionalDouble.empty();
        }
        String unit = matcher.group(2).toUpperCase(Locale.ROOT).replace("I", "");
        int power = unit.isEmpty() || unit.equals("B") ? 0 : "KMGTPE".indexOf(unit.charAt(0)) + 1;
        boolean known = unit.isEmpty() || unit.equals("B") || (unit.length() <= 2 && unit.endsWith("B") && power > 0);
        return known ? finite(parse(matcher.group(1)) * Math.pow(1024, power)) : OptionalDouble.empty();
    }

    static OptionalDouble millis(String text) {
        Matcher matcher = QUANTITY.matcher(text);
        Double factor = matcher.matches() ? MILLIS.get(matcher.group(2)) : null;
        return factor == null ? OptionalDouble.empty() : finite(parse(matcher.group(1)) * factor);
    }
}
