package org.opendatagov.orchestrator.privacy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The subjects of {@code labels.txt} by the words that hint at them: a label is looked up, and not held against each of some thousand words. */
final class LabelIndex {
    /** Shorter words hint only where they stand alone: {@code mail}, not {@code mailing}. */
    static final int LONG = 5;

    private static final Map<String, Set<String>> BY_WORDS = new HashMap<>();
    /** By words that hint as the beginning or end of a longer one, too. */
    private static final Map<String, Set<String>> BY_PART = new HashMap<>();

    private static final int MOST_PARTS;

    static {
        LabelWords.under("").forEach((subject, all) -> all.forEach(words -> add(subject, words)));
        MOST_PARTS = BY_WORDS.keySet().stream()
                .mapToInt(words -> words.split("_", -1).length)
                .max()
                .orElse(1);
    }

    private LabelIndex() {}

    private static void add(String subject, String words) {
        BY_WORDS.computeIfAbsent(words, key -> new HashSet<>()).add(subject);
        String compact = words.replace("_", "");
        if (compact.length() >= LONG) {
            BY_PART.computeIfAbsent(compact, key -> new HashSet<>()).add(subject);
        }
    }

    /** The subjects that a label speaks of. */
    static Set<String> subjects(List<String> tokens) {
        Set<String> said = new HashSet<>();
        for (int first = 0; first < tokens.size(); first++) {
            parts(tokens.get(first), said);
            StringBuilder words = new StringBuilder();
            for (int last = first; last < Math.min(tokens.size(), first + MOST_PARTS); last++) {
                words.append(last > first ? "_" : "").append(tokens.get(last));
                said.addAll(BY_WORDS.getOrDefault(words.toString(), Set.of()));
                numbered(words, tokens.get(last).length(), said);
            }
        }
        return said;
    }

    /** {@code phone2}. */
    private static void numbered(StringBuilder words, int lastLength, Set<String> said) {
        for (int end = Math.max(3, words.length() - lastLength + 1); end < words.length(); end++) {
            if (Character.isDigit(words.charAt(end))) {
                said.addAll(BY_WORDS.getOrDefault(words.substring(0, end), Set.of()));
            }
        }
    }

    private static void parts(String token, Set<String> said) {
        for (int length = LONG; length <= token.length(); length++) {
            said.addAll(BY_PART.getOrDefault(token.substring(0, length), Set.of()));
            said.addAll(BY_PART.getOrDefault(token.substring(token.length() - length), Set.of()));
        }
    }
}
