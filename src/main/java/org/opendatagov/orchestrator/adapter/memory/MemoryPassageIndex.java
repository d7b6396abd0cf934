package org.opendatagov.orchestrator.adapter.memory;

import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.knowledge.Fusion;
import org.opendatagov.orchestrator.knowledge.PassageIndex;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Passages in this process: vectors in flat arrays that are all compared, words in Lucene's inverted index with BM25. A passage takes
 * some two kilobytes of heap, three quarters of it for its vector.
 */
@Component
@ConditionalOnExpression("'${orchestrator.knowledge.qdrant.url:}'.isEmpty()")
class MemoryPassageIndex implements PassageIndex {
    /** Half a gigabyte. */
    private static final int MOST_PASSAGES = 250_000;

    private final VectorTable vectors = new VectorTable();
    /** Lucene is loaded when documents are. */
    private final SingletonSupplier<WordIndex> words = SingletonSupplier.of(WordIndex::new);

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public boolean lasting() {
        return false;
    }

    @Override
    public void check() {
        // What is in memory is there.
    }

    @Override
    public Map<String, Integer> held() {
        return vectors.versions();
    }

    /** Both parts may differ for a moment; what is found is looked up in the store anyway. */
    @Override
    public void put(Entry entry) {
        if (vectors.passages() + entry.passages().size() > MOST_PASSAGES) {
            throw new OrchestratorException(
                    ErrorCode.LIMIT_REACHED,
                    "More than " + MOST_PASSAGES
                            + " passages are not held in memory; set orchestrator.knowledge.qdrant.url, or delete documents.");
        }
        words.obtain().put(entry);
        vectors.put(entry);
    }

    @Override
    public void remove(String document) {
        words.obtain().remove(document);
        vectors.remove(document);
    }

    @Override
    public List<Hit> search(Query query) {
        return switch (query.ranking()) {
            case VECTOR -> vectors.search(query, query.limit());
            case LEXICAL -> words.obtain().search(query, query.limit());
            case HYBRID -> Fusion.of(near(query), shared(query), query.limit());
        };
    }

    private List<Hit> near(Query query) {
        return vectors.search(query, CANDIDATES).stream()
                .filter(hit -> hit.score() >= LEAST_SIMILARITY)
                .toList();
    }

    private List<Hit> shared(Query query) {
        return words.obtain().search(query, CANDIDATES).stream()
                .filter(hit -> vectors.similarity(query, hit) >= LEAST_SIMILARITY)
                .toList();
    }
}
