package org.opendatagov.orchestrator.knowledge;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Hit;

/**
 * Makes one ranking of two by reciprocal rank fusion (Cormack, Clarke, Büttcher, SIGIR 2009): what a ranking has at rank r gets
 * weight / (constant + r), and the sum decides. The paper's constant of 60 suits many rankings of thousands; of two short ones a smaller constant
 * and a lighter weight of words found more of what the repository's questions ask for (see {@code docs/benchmarks.md}).
 */
public final class Fusion {
    private static final int CONSTANT = 5;
    private static final double WEIGHT_OF_WORDS = 0.7;

    private Fusion() {}

    /** A passage, whatever its score. */
    private record Key(String document, int version, int passage) {}

    /** Both best first. */
    public static List<Hit> of(List<Hit> near, List<Hit> shared, int limit) {
        Map<Key, Double> scores = new LinkedHashMap<>();
        add(near, 1, scores);
        add(shared, WEIGHT_OF_WORDS, scores);
        return scores.entrySet().stream()
                .map(entry -> hit(entry.getKey(), entry.getValue()))
                .sorted(BEST_FIRST)
                .limit(limit)
                .toList();
    }

    /** Equal scores by document and passage, so that an answer is the same each time. */
    public static final Comparator<Hit> BEST_FIRST = Comparator.comparingDouble(Hit::score)
            .reversed()
            .thenComparing(Hit::document)
            .thenComparingInt(Hit::passage);

    private static void add(List<Hit> ranked, double weight, Map<Key, Double> scores) {
        int rank = 1;
        for (Hit hit : ranked) {
            scores.merge(
                    new Key(hit.document(), hit.version(), hit.passage()), weight / (CONSTANT + rank++), Double::sum);
        }
    }

    private static Hit hit(Key key, double score) {
        return new Hit(key.document(), key.version(), key.passage(), score);
    }
}
