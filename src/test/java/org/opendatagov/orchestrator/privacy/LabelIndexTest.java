package org.opendatagov.orchestrator.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LabelIndexTest {
    private static final Map<String, List<String>> ALL = LabelWords.under("");
    private static final List<String> WORDS =
            ALL.values().stream().flatMap(List::stream).distinct().toList();

    @Test
    void a_label_speaks_of_the_subjects_whose_words_it_says() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int number = 0; number < 3_000; number++) {
            String label = label(random);
            Set<String> said = new TreeSet<>();
            ALL.forEach((subject, words) -> {
                if (new Label(label).mentions(words)) {
                    said.add(subject);
                }
            });
            assertThat(new TreeSet<>(LabelIndex.subjects(List.of(label.split("_", -1)))))
                    .as("label %s, seed %d", label, seed)
                    .containsAll(said)
                    .isSubsetOf(said);
        }
    }

    /** Words of the list, cut, grown and numbered, beside words that say nothing. */
    private static String label(Random random) {
        List<String> parts = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int number = 0; number < count; number++) {
            String word = random.nextInt(4) == 0 ? "value" : WORDS.get(random.nextInt(WORDS.size()));
            parts.add(
                    switch (random.nextInt(5)) {
                        case 0 -> word + random.nextInt(100);
                        case 1 -> "my" + word;
                        case 2 -> word + "s";
                        default -> word;
                    });
        }
        return String.join("_", parts);
    }
}
