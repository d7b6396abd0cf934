package org.opendatagov.orchestrator.dataset;

import java.util.List;

/**
 * Figures of a numeric column that is not personal, in the column's own unit, to 6 significant digits.
 *
 * @param quartiles 25 %, 50 %, 75 %
 */
public record NumberStatistics(
        double minimum,
        double maximum,
        double mean,
        double standardDeviation,
        double skewness,
        long zeros,
        long negatives,
        List<Double> quartiles,
        List<HistogramBin> histogram) {
    public NumberStatistics {
        quartiles = List.copyOf(quartiles);
        histogram = List.copyOf(histogram);
    }
}
