package org.opendatagov.orchestrator.dataset;

import java.math.BigDecimal;
import java.math.MathContext;

/** Figures to 6 significant digits: sums over parallel threads differ in the last ones between equal queries. */
public final class Figures {
    private static final MathContext SIX = new MathContext(6);

    private Figures() {}

    public static double six(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(SIX).doubleValue() : 0;
    }
}
