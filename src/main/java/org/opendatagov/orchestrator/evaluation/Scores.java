package org.opendatagov.orchestrator.evaluation;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Counts of one case, or of several together.
 *
 * @param expected labels
 * @param found of them
 * @param counted findings that are above {@code info} and not merely allowed
 * @param right of them: those that fit a label
 * @param modelCounted of the counted, what a model concluded
 * @param modelRight of the right, what a model concluded
 * @param claims what models said that the evidence holds: findings, suggestions, summaries
 * @param unsupported what they said that it does not
 */
record Scores(
        int expected,
        int found,
        int counted,
        int right,
        int modelCounted,
        int modelRight,
        int claims,
        int unsupported,
        BigDecimal costUsd) {
    static final Scores NONE = new Scores(0, 0, 0, 0, 0, 0, 0, 0, BigDecimal.ZERO);

    Scores plus(Scores other) {
        return new Scores(
                expected + other.expected,
                found + other.found,
                counted + other.counted,
                right + other.right,
                modelCounted + other.modelCounted,
                modelRight + other.modelRight,
                claims + other.claims,
                unsupported + other.unsupported,
                costUsd.add(other.costUsd));
    }

    static Scores sum(List<Scores> all) {
        return all.stream().reduce(NONE, Scores::plus);
    }

    /** Absent where nothing was found. */
    Optional<Double> precision() {
        return share(right, counted);
    }

    /** Absent where there was nothing to find. */
    Optional<Double> recall() {
        return share(found, expected);
    }

    /** Of findings that a model concluded; absent where there are none. */
    Optional<Double> modelPrecision() {
        return share(modelRight, modelCounted);
    }

    /** Absent where no model said anything. */
    Optional<Double> unsupportedShare() {
        return share(unsupported, claims + unsupported);
    }

    private static Optional<Double> share(int part, int whole) {
        return whole == 0 ? Optional.empty() : Optional.of((double) part / whole);
    }
}
