package org.opendatagov.orchestrator.workflow;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that somebody meant. */
final class Spelling {
    private static final int LONGEST = 64;

    private Spelling() {}

    /** The nearest by edits, at most a third of the word away; of equally near ones the first in the alphabet. */
    static Optional<String> nearest(String word, Collection<String> known) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        int farthest = Math.max(1, word.length() / 3);
        return known.stream()
                .filter(other -> Math.abs(other.length() - word.length()) <= farthest)
                .filter(other -> distance(folded(word), folded(other)) <= farthest)
                .min(Comparator.comparingInt((String other) -> distance(folded(word), folded(other)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String folded(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    private static int distance(String first, String second) {
        int[] row = new int[second.length() + 1];
        for (int column = 0; column <= second.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= first.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= second.length(); column++) {
                int above = row[column];
                int replaced = diagonal + (first.charAt(line - 1) == second.charAt(column - 1) ? 0 : 1);
                row[column] = Math.min(replaced, Math.min(above, row[column - 1]) + 1);
                diagonal = above;
            }
        }
        return row[second.length()];
    }
}
