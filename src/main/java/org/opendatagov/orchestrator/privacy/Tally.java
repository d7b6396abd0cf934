package org.opendatagov.orchestrator.privacy;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How many values fit each class, and what else was counted of them. */
final class Tally {
    private static final int VALID = 0;
    private static final int INSIDE = 1;
    private static final int MATCHES = 2;
    /** Different values that are valid. */
    private static final int DISTINCT = 3;

    private final long[][] counts = new long[Detector.values().length][4];
    private final long[] marks = new long[Mark.values().length];
    private final Map<String, Long> special = new TreeMap<>();
    private final Map<String, Set<String>> specialWords = new TreeMap<>();
    /** First digits of what may be social security numbers, first three of what may be telephone numbers. */
    private final BitSet areas = new BitSet();

    private final BitSet prefixes = new BitSet();
    private final Years years = new Years();
    private long values;
    private long distinct;

    void value(long occurrences) {
        values += occurrences;
        distinct++;
    }

    void others(long occurrences) {
        values += occurrences;
    }

    void add(Detector detector, Look look, long occurrences) {
        if (look == Look.NOTHING) {
            return;
        }
        long[] found = counts[detector.ordinal()];
        switch (look) {
            case VALID -> {
                found[VALID] += occurrences;
                found[DISTINCT]++;
            }
            case INSIDE -> found[INSIDE] += occurrences;
            case MATCHES, NOTHING -> found[MATCHES] += occurrences;
        }
    }

    void mark(Mark mark, long occurrences) {
        marks[mark.ordinal()] += occurrences;
    }

    void year(int year, long occurrences) {
        years.add(year, occurrences);
    }

    void area(char digit) {
        areas.set(digit - '0');
    }

    void prefix(String digits) {
        prefixes.set(Integer.parseInt(digits.substring(0, 3)));
    }

    void special(String category, String value, long occurrences) {
        special.merge(category, occurrences, Long::sum);
        Set<String> words = specialWords.computeIfAbsent(category, key -> new HashSet<>());
        if (words.size() < 10) {
            words.add(value);
        }
    }

    /** Takes what was counted of some of the values, each of which stands for so many. */
    void add(Tally other, long weight) {
        for (int row = 0; row < counts.length; row++) {
            for (int column = 0; column < counts[row].length; column++) {
                counts[row][column] += other.counts[row][column] * weight;
            }
        }
        for (int index = 0; index < marks.length; index++) {
            marks[index] += other.marks[index] * weight;
        }
        other.special.forEach((category, count) -> special.merge(category, count * weight, Long::sum));
        other.specialWords.forEach((category, words) ->
                specialWords.computeIfAbsent(category, key -> new HashSet<>()).addAll(words));
        areas.or(other.areas);
        prefixes.or(other.prefixes);
        years.add(other.years, weight);
    }

    long values() {
        return values;
    }

    long distinct() {
        return distinct;
    }

    private long bounded(Detector detector, int column) {
        return Math.min(values, counts[detector.ordinal()][column]);
    }

    /** Whole values that pass the check. */
    long valid(Detector detector) {
        return bounded(detector, VALID);
    }

    /** Values that hold one among other text. */
    long inside(Detector detector) {
        return bounded(detector, INSIDE);
    }

    long distinctValid(Detector detector) {
        return counts[detector.ordinal()][DISTINCT];
    }

    /** Values whose form fits, checked or not. */
    long matching(Detector detector) {
        return Math.min(values, counts[detector.ordinal()][MATCHES] + valid(detector) + inside(detector));
    }

    double share(Detector detector) {
        return part(valid(detector), values);
    }

    double matchingShare(Detector detector) {
        return part(matching(detector), values);
    }

    /** Share of what has the form that also passes the check: chance gives a tenth or less, a column of such identifiers nearly all. */
    double passing(Detector detector) {
        return part(valid(detector) + inside(detector), matching(detector));
    }

    double share(Mark mark) {
        return Math.min(1, part(marks[mark.ordinal()], values));
    }

    long count(Mark mark) {
        return marks[mark.ordinal()];
    }

    double specialShare(String category) {
        return Math.min(1, part(special.getOrDefault(category, 0L), values));
    }

    long specialCount(String category) {
        return Math.min(values, special.getOrDefault(category, 0L));
    }

    Set<String> specialWords(String category) {
        return specialWords.getOrDefault(category, Set.of());
    }

    int areas() {
        return areas.cardinality();
    }

    int prefixes() {
        return prefixes.cardinality();
    }

    Years years() {
        return years;
    }

    static double part(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
