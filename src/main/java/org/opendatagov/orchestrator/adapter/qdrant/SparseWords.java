package org.opendatagov.orchestrator.adapter.qdrant;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.opendatagov.orchestrator.knowledge.Terms;

/**
 * The words of a text as a sparse vector: a term's hash and its weight by BM25 without the rarity of terms, which Qdrant multiplies in. The
 * usual length of a passage is taken to be {@value #USUAL_TERMS} terms, for it must not change with what else there is.
 */
record SparseWords(List<Integer> indices, List<Float> weights) {
    private static final double SATURATION = 1.2;
    private static final double LENGTH_WEIGHT = 0.75;
    private static final int USUAL_TERMS = 80;

    /** Of a passage: more of the same word counts less each time, and a word in a long passage less. */
    static SparseWords ofPassage(String text) {
        List<String> terms = Terms.of(text);
        double length = 1 - LENGTH_WEIGHT + LENGTH_WEIGHT * terms.size() / USUAL_TERMS;
        Map<Integer, Integer> counts = new TreeMap<>();
        terms.forEach(term -> counts.merge(index(term), 1, Integer::sum));
        return new SparseWords(
                List.copyOf(counts.keySet()),
                counts.values().stream()
                        .map(count -> (float) (count * (SATURATION + 1) / (count + SATURATION * length)))
                        .toList());
    }

    /** Of a question: each word once. */
    static SparseWords ofQuestion(String text) {
        List<Integer> indices = Terms.of(text).stream()
                .map(SparseWords::index)
                .distinct()
                .sorted()
                .toList();
        return new SparseWords(indices, indices.stream().map(index -> 1f).toList());
    }

    private static int index(String term) {
        return StringHelper.murmurhash3_x86_32(new BytesRef(term), 0);
    }
}
