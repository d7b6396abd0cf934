package org.opendatagov.orchestrator.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chooses among classes that fit: a value is of one class, so that classes share a column's values and do not count them twice. */
final class ClassChoice {
    static final Comparator<ClassMatch> MOST_CONFIDENT =
            Comparator.comparingDouble(ClassMatch::confidence).reversed().thenComparing(ClassMatch::name);
    /** More than all values, for those that are counted twice. */
    private static final double ALL = 1.05;
    /** Below this a class is said of single values among others. */
    private static final double SINGLE = 0.6;

    /** What a class by its label alone claims of the values. */
    private static final double LEAST = 0.3;

    private ClassChoice() {}

    static List<ClassMatch> of(List<ClassMatch> classes) {
        List<ClassMatch> chosen = new ArrayList<>();
        double covered = 0;
        boolean sure = false;
        for (ClassMatch match : classes.stream().sorted(MOST_CONFIDENT).toList()) {
            boolean single = match.confidence() < SINGLE && match.share() < 0.5;
            double claimed = Math.max(match.share(), LEAST);
            if (single ? !sure : covered + claimed <= ALL) {
                chosen.add(match);
                covered += single ? 0 : claimed;
                sure |= !single;
            }
        }
        return chosen;
    }
}
