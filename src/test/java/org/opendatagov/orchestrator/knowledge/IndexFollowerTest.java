package org.opendatagov.orchestrator.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.adapter.memory.MemoryIndexes;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Draft;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Vectored;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

/** Two replicas over one store, each with an index of its own. */
class IndexFollowerTest {
    private static final KnowledgeSettings SETTINGS =
            new KnowledgeSettings("knowledge", DataSize.ofMegabytes(1), 1000, 150, Duration.ofMillis(20));

    private final FakeDocumentStore store = new FakeDocumentStore();
    private final PassageIndex index = MemoryIndexes.passages();
    private final PassageIndex others = MemoryIndexes.passages();
    private final IndexFollower follower = new IndexFollower(store, index, SETTINGS);
    private final IndexFollower other = new IndexFollower(store, others, SETTINGS);

    @AfterEach
    void close() {
        follower.close();
        other.close();
    }

    private void save(String id) {
        NewDocument document = new NewDocument(
                id + ".txt",
                new ByteArrayResource("text".getBytes(StandardCharsets.UTF_8)),
                id,
                "",
                "",
                "",
                List.of(),
                Map.of());
        TextVector vector = TextVector.of(new float[Embedder.DIMENSIONS]);
        Vectored piece = new Vectored(new DocumentPassage(1, "", "line 1", "text"), vector);
        store.save(new Draft(id, document, id, "", "text", "hash", List.of(piece)));
    }

    @Test
    void what_one_replica_keeps_or_deletes_the_others_find_and_miss_soon() {
        save("first");
        follower.follow();
        other.follow();
        assertThat(others.held()).containsOnlyKeys("first");

        save("second");
        store.remove("", "first");
        follower.follow();

        assertThat(index.held()).containsOnlyKeys("second");
        await().untilAsserted(() -> assertThat(others.held()).containsOnlyKeys("second"));
    }

    @Test
    void an_index_that_is_in_doubt_is_compared_as_a_whole() {
        save("first");
        save("second");
        follower.follow();
        index.remove("first");

        follower.doubt("it answered as if it were empty");

        await().untilAsserted(() -> assertThat(index.held()).containsOnlyKeys("first", "second"));
        await().untilAsserted(() -> assertThat(follower.trouble()).isEmpty());
    }

    @Test
    void nothing_is_read_before_knowledge_is_used() {
        save("first");
        follower.ready();

        assertThat(index.held()).isEmpty();
    }
}
