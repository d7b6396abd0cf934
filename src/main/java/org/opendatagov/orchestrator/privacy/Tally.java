package org.opendatagov.orchestrator.privacy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
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

    private final Map<Detector, long[]> counts = new EnumMap<>(Detector.class);
    private final Map<Mark, Long> marks = new EnumMap<>(Mark.class);
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
        long[] found = counts.computeIfAbsent(detector, key -> new long[4]);
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
        marks.merge(mark, occurrences, Long::sum);
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
        other.counts.forEach((detector, found) -> {
            long[] all = counts.computeIfAbsent(detector, key -> new long[found.length]);
            Arrays.setAll(all, column -> all[column] + found[column] * weight);
        });
        other.marks.forEach((mark, count) -> mark(mark, count * weight));
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

    private long count(Detector detector, int column) {
        long[] found = counts.get(detector);
        return found == null ? 0 : found[column];
    }

    private long bounded(Detector detector, int column) {
        return Math.min(values, count(detector, column));
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
        return count(detector, DISTINCT);
    }

    /** Values whose form fits, checked or not. */
    long matching(Detector detector) {
        return Math.min(values, count(detector, MATCHES) + valid(detector) + inside(detector));
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
        return Math.min(1, part(count(mark), values));
    }

    long count(Mark mark) {
        return marks.getOrDefault(mark, 0L);
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
