package org.opendatagov.orchestrator.knowledge;

import java.time.Duration;
import java.util.List;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What experts are given: where knowledge is away, they go on without, and the log says so once until it is back. */
@Component
class ExpertKnowledge implements Knowledge {
    private static final Logger LOG = LoggerFactory.getLogger(ExpertKnowledge.class);

    /** How long a task waits at the first use of knowledge. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final KnowledgeSearch search;
    private final KnowledgeStart start;
    private volatile String away = "";

    ExpertKnowledge(KnowledgeSearch search, KnowledgeStart start) {
        this.search = search;
        this.start = start;
    }

    @Override
    public String away() {
        return away;
    }

    @Override
    public void prepare() {
        start.begin();
    }

    @Override
    public boolean ready(Duration atMost) {
        try {
            return start.await(atMost);
        } catch (OrchestratorException e) {
            // Told by the search, which goes on without.
            return false;
        }
    }

    @Override
    public List<Passage> search(KnowledgeQuery query) {
        try {
            List<Passage> passages = search.search(query, PATIENCE);
            away = "";
            return passages;
        } catch (OrchestratorException e) {
            if (away.isEmpty()) {
                LOG.warn("Experts go on without knowledge until it is back: {}", e.text());
            }
            away = "No documents could be looked up: " + e.text();
            return List.of();
        }
    }
}
