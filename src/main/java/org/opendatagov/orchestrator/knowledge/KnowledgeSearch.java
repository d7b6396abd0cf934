package org.opendatagov.orchestrator.knowledge;

import java.time.Duration;
import java.util.List;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Hit;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Query;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Ranking;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Answers questions from the documents; says so where it cannot. */
@Component
public class KnowledgeSearch {
    private final KnowledgeStart start;
    private final IndexFollower follower;
    private final PassageIndex index;
    private final DocumentStore store;
    private final Embedder embedder;

    KnowledgeSearch(
            KnowledgeStart start, IndexFollower follower, PassageIndex index, DocumentStore store, Embedder embedder) {
        this.start = start;
        this.follower = follower;
        this.index = index;
        this.store = store;
        this.embedder = embedder;
    }

    /**
     * The passages that fit best, best first.
     *
     * @throws OrchestratorException {@code unavailable} where the index is out of reach, {@code store_unavailable} where the store is
     */
    public List<Passage> search(KnowledgeQuery query) {
        return search(query, Ranking.HYBRID);
    }

    /** The same; where knowledge was not used before and is not ready so soon, by words alone and in what is there. */
    List<Passage> search(KnowledgeQuery query, Duration patience) {
        return start.await(patience) ? found(query, embedder.embed(query.text()), Ranking.HYBRID) : byWords(query);
    }

    private List<Passage> byWords(KnowledgeQuery query) {
        return found(query, TextVector.of(new float[Embedder.DIMENSIONS]), Ranking.LEXICAL);
    }

    /** The same by one kind of search alone. */
    List<Passage> search(KnowledgeQuery query, Ranking ranking) {
        start.await();
        return found(query, embedder.embed(query.text()), ranking);
    }

    private List<Passage> found(KnowledgeQuery query, TextVector vector, Ranking ranking) {
        Query asked = new Query(
                query.text(), vector, query.expert(), query.tenant(), query.filters(), query.limit(), ranking);
        return store.found(query.tenant(), hits(asked));
    }

    /** Where the index is known to be away nobody waits for it: the follower finds out when it is back. */
    private List<Hit> hits(Query query) {
        String trouble = follower.trouble();
        if (index.lasting() && !trouble.isEmpty()) {
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, trouble);
        }
        try {
            return index.search(query);
        } catch (OrchestratorException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                follower.doubt(e.text());
            }
            throw e;
        }
    }
}
