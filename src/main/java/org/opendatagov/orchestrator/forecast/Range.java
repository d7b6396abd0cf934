package org.opendatagov.orchestrator.forecast;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Of what was measured, the tenth, fiftieth and ninetieth percentile; of what is worked out, the least, the likely and the most.
 */
public record Range(BigDecimal low, BigDecimal expected, BigDecimal high) {
    static final Range NOTHING = new Range(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    private static final int DIGITS = 6;

    public Range {
        if (low.compareTo(expected) > 0 || expected.compareTo(high) > 0) {
            throw new IllegalArgumentException("a range goes from low to high");
        }
    }

    /** Of one or more values, between two neighbours by their distance. */
    static Range of(List<BigDecimal> values) {
        List<BigDecimal> sorted = values.stream().sorted().toList();
        return new Range(percentile(sorted, 10), percentile(sorted, 50), percentile(sorted, 90));
    }

    private static BigDecimal percentile(List<BigDecimal> sorted, int percent) {
        BigDecimal place = BigDecimal.valueOf((sorted.size() - 1L) * percent).movePointLeft(2);
        int below = place.intValue();
        BigDecimal lower = sorted.get(below);
        BigDecimal upper = sorted.get(Math.min(below + 1, sorted.size() - 1));
        return rounded(lower.add(
                upper.subtract(lower).multiply(place.subtract(BigDecimal.valueOf(below)), MathContext.DECIMAL64)));
    }

    static BigDecimal rounded(BigDecimal value) {
        BigDecimal plain = value.setScale(DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    Range plus(Range other) {
        return combined(other, BigDecimal::add);
    }

    /** The later of both. */
    Range max(Range other) {
        return combined(other, BigDecimal::max);
    }

    private Range combined(Range other, BinaryOperator<BigDecimal> operation) {
        return new Range(
                operation.apply(low, other.low),
                operation.apply(expected, other.expected),
                operation.apply(high, other.high));
    }
}
