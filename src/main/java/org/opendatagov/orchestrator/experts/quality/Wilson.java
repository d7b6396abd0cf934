package org.opendatagov.orchestrator.experts.quality;

/** The Wilson score interval of a share, as Deequ's rules use it. */
final class Wilson {
    /** 95 %. */
    private static final double Z = 1.96;

    private Wilson() {}

    /** Lower bound at 95 %, rounded down to hundredths: what the next delivery keeps too. */
    static double lowerBound(double share, long count) {
        double square = Z * Z / count;
        double centre = share + square / 2;
        double width = Z * Math.sqrt(share * (1 - share) / count + square / (4 * count));
        return Math.floor(Math.max(0, (centre - width) / (1 + square)) * 100) / 100;
    }
}
