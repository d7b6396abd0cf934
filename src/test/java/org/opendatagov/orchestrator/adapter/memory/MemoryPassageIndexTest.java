package org.opendatagov.orchestrator.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.knowledge.Embedder;
import org.opendatagov.orchestrator.knowledge.PassageIndex;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Entry;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Hit;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Indexed;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Query;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Ranking;
import org.opendatagov.orchestrator.knowledge.PassageIndexContract;
import org.opendatagov.orchestrator.knowledge.TextVector;

class MemoryPassageIndexTest extends PassageIndexContract {
    private static final TextVector VECTOR = TextVector.of(new float[Embedder.DIMENSIONS]);

    @Override
    protected PassageIndex index() {
        return new MemoryPassageIndex();
    }

    @Test
    void who_searches_while_another_is_shown_a_change_is_shown_it_too() throws Exception {
        int callers = 4;
        PassageIndex index = index();
        CyclicBarrier together = new CyclicBarrier(callers);
        Query query = new Query("skewed", VECTOR, "", "", Map.of(), 1000, Ranking.LEXICAL);
        Callable<List<Hit>> search = () -> {
            together.await();
            return index.search(query);
        };
        try (var threads = Executors.newFixedThreadPool(callers)) {
            for (int documents = 1; documents <= 200; documents++) {
                Indexed passage = new Indexed(1, "skewed keys", VECTOR);
                index.put(new Entry("document-" + documents, 1, "", List.of(), Map.of(), List.of(passage)));
                for (Future<List<Hit>> found : threads.invokeAll(Collections.nCopies(callers, search))) {
                    assertThat(found.get()).hasSize(documents);
                }
            }
        }
    }
}
