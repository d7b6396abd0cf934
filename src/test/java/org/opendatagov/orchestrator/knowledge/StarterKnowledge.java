package org.opendatagov.orchestrator.knowledge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Ranking;
import org.springframework.util.unit.DataSize;

/** The starter documents behind the real search, with an index of the caller's choice and no database. */
public final class StarterKnowledge implements AutoCloseable {
    private final Embedder embedder = new Embedder(Path.of("target"));
    private final IndexFollower follower;
    private final KnowledgeStart start;
    private final KnowledgeSearch search;

    public StarterKnowledge(PassageIndex index) {
        KnowledgeSettings settings =
                new KnowledgeSettings("knowledge", DataSize.ofMegabytes(20), 1000, 150, Duration.ofDays(1));
        FakeDocumentStore store = new FakeDocumentStore();
        follower = new IndexFollower(store, index, settings);
        StarterDocuments starters = new StarterDocuments(new Ingestion(store, embedder, settings));
        start = new KnowledgeStart(starters, follower, embedder);
        search = new KnowledgeSearch(start, follower, index, store, embedder);
    }

    /** What experts are given. */
    public Knowledge experts() {
        return new ExpertKnowledge(search, start);
    }

    /** Brings the index to what the store holds; why it is not, else empty. */
    public String follow() {
        follower.follow();
        return follower.trouble();
    }

    public List<Passage> search(KnowledgeQuery query, Ranking ranking) {
        return search.search(query, ranking);
    }

    @Override
    public void close() {
        start.close();
        follower.close();
        embedder.close();
    }
}
