package org.opendatagov.orchestrator.privacy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is written in {@code labels.txt}: for each subject the words that hint at it. */
final class LabelWords {
    private static final Map<String, List<String>> ALL = read();

    private LabelWords() {}

    private static Map<String, List<String>> read() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        for (String line : Words.lines("labels.txt")) {
            int colon = line.indexOf(':');
            all.put(
                    line.substring(0, colon),
                    List.of(line.substring(colon + 1).strip().split(" +", -1)));
        }
        return all;
    }

    static List<String> of(String subject) {
        return ALL.getOrDefault(subject, List.of());
    }

    static Set<String> set(String subject) {
        return Set.copyOf(of(subject));
    }

    /** The subjects that begin with a prefix, by what follows it. */
    static Map<String, List<String>> under(String prefix) {
        Map<String, List<String>> found = new TreeMap<>();
        ALL.forEach((subject, words) -> {
            if (subject.startsWith(prefix)) {
                found.put(subject.substring(prefix.length()), words);
            }
        });
        return found;
    }
}
