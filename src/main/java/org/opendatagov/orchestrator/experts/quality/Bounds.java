package org.opendatagov.orchestrator.experts.quality;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.opendatagov.orchestrator.dataset.ColumnProfile;

/**
 * Bounds that hold however a reader keeps the numbers: integers beyond 2⁵³ become floating where a column has nulls (pandas), decimals are
 * compared with floating bounds. So a bound that a double does not hold exactly is moved outward to one that it holds.
 */
final class Bounds {
    private static final BigDecimal WIDE = BigDecimal.TEN;

    private Bounds() {}

    /** @param exact the minimum as text */
    static Number below(ColumnProfile column, String exact, BigDecimal width) {
        return bound(column, exact, width, RoundingMode.FLOOR);
    }

    /** @param exact the maximum as text */
    static Number above(ColumnProfile column, String exact, BigDecimal width) {
        return bound(column, exact, width, RoundingMode.CEILING);
    }

    private static Number bound(ColumnProfile column, String exact, BigDecimal width, RoundingMode outward) {
        if (column.physicalType().equals("FLOAT")) {
            return (double) Float.parseFloat(exact);
        }
        if (column.physicalType().equals("DOUBLE")) {
            return Double.parseDouble(exact);
        }
        BigDecimal value = new BigDecimal(exact);
        boolean whole = column.logicalType().equals("integer") || width.compareTo(WIDE) >= 0;
        return whole ? integer(value, outward) : held(value, outward);
    }

    private static Number integer(BigDecimal value, RoundingMode outward) {
        BigInteger whole = value.setScale(0, outward).toBigInteger();
        BigInteger bound = new BigDecimal(held(new BigDecimal(whole), outward)).toBigInteger();
        return bound.bitLength() < Long.SIZE ? (Number) bound.longValue() : bound;
    }

    private static double held(BigDecimal value, RoundingMode outward) {
        double nearest = value.doubleValue();
        int side = new BigDecimal(nearest).compareTo(value);
        if (outward == RoundingMode.FLOOR) {
            return side > 0 ? Math.nextDown(nearest) : nearest;
        }
        return side < 0 ? Math.nextUp(nearest) : nearest;
    }
}
