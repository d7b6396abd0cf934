package org.opendatagov.orchestrator.knowledge;

import java.time.Duration;
import java.util.List;

/** What experts look up. Knowledge helps and is never needed: where it is away, an answer is an empty list. */
public interface Knowledge {
    /** Says that knowledge will be used soon: what its first use needs is made ready meanwhile. Returns at once. */
    void prepare();

    /** Waits for that, so long at most; says whether it is ready. What is found before it is depends on the moment. */
    boolean ready(Duration atMost);

    /**
     * The passages that answer a question best, best first, of the newest version of each document. A tenant finds its own documents and
     * those for all, never another's; an expert finds those for it and those for every expert.
     *
     * @return at most {@link KnowledgeQuery#limit()} passages; none where nothing fits, or where the index is not ready or out of reach
     */
    List<Passage> search(KnowledgeQuery query);

    /** Why the last search found nothing though it might have, one sentence; empty where knowledge is there. */
    String away();
}
