package org.opendatagov.orchestrator.adapter.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.knowledge.Embedder;
import org.opendatagov.orchestrator.knowledge.Knowledge;
import org.opendatagov.orchestrator.knowledge.KnowledgeQuery;
import org.opendatagov.orchestrator.knowledge.PassageIndex;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Entry;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Indexed;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Ranking;
import org.opendatagov.orchestrator.knowledge.PassageIndexContract;
import org.opendatagov.orchestrator.knowledge.StarterKnowledge;
import org.opendatagov.orchestrator.knowledge.TextVector;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Over {@link QdrantDouble}, which speaks Qdrant's gRPC by the classes of its client; no Qdrant server was at hand, so none was tried. */
class QdrantPassageIndexTest extends PassageIndexContract {
    private static final String COLLECTION = "passages";

    private final QdrantDouble server = new QdrantDouble();
    private final QdrantSettings settings =
            new QdrantSettings("http://127.0.0.1:" + server.port(), null, COLLECTION, Duration.ofSeconds(5));
    private final QdrantClient client = QdrantConfiguration.client(settings);
    private final QdrantPassageIndex index = new QdrantPassageIndex(client, settings);

    @Override
    protected PassageIndex index() {
        assertThat(index.held()).isEmpty();
        return index;
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private static Entry entry(int version) {
        float[] numbers = new float[Embedder.DIMENSIONS];
        numbers[0] = 1;
        return new Entry(
                "one", version, "", List.of(), Map.of(), List.of(new Indexed(1, "text", TextVector.of(numbers))));
    }

    @Test
    void the_collection_has_named_vectors_and_indexes_on_what_is_filtered_by() {
        index();

        assertThat(server.described(COLLECTION)
                        .getVectorsConfig()
                        .getParamsMap()
                        .getMapMap())
                .containsOnlyKeys("meaning");
        assertThat(server.described(COLLECTION)
                        .getSparseVectorsConfig()
                        .getMapOrThrow("words")
                        .getModifier())
                .isEqualTo(Modifier.Idf);
        assertThat(server.indexedFields)
                .containsExactlyInAnyOrder("document", "experts", "members", "tenant", "version", "passage");
    }

    @Test
    void what_was_put_twice_is_there_once_and_a_newer_version_replaces_an_older_one() {
        PassageIndex held = index();
        held.put(entry(1));
        held.put(entry(1));
        held.put(entry(2));

        assertThat(server.count(COLLECTION)).isEqualTo(1);
        assertThat(held.held()).containsExactly(Map.entry("one", 2));
    }

    @Test
    void a_server_that_is_away_or_lost_its_collection_is_said_without_its_address() {
        PassageIndex held = index();
        server.lose();
        assertThatThrownBy(held::check).hasMessageContaining("NOT_FOUND");
        server.stop();

        assertThatThrownBy(held::check)
                .isInstanceOfSatisfying(
                        OrchestratorException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("orchestrator.knowledge.qdrant.url")
                .hasMessageNotContaining("127.0.0.1");
    }

    @Test
    void a_wrong_key_an_old_server_and_one_that_does_not_answer_are_said() {
        server.demand("right");
        assertThatThrownBy(index::held)
                .isInstanceOfSatisfying(
                        OrchestratorException.class,
                        problem -> assertThat(problem.code()).isEqualTo(ErrorCode.UNAVAILABLE))
                .hasMessageContaining("orchestrator.knowledge.qdrant.api-key");
        QdrantSettings keyed = new QdrantSettings(settings.url(), "right", COLLECTION, Duration.ofSeconds(3));
        try (QdrantClient known = QdrantConfiguration.client(keyed)) {
            QdrantPassageIndex other = new QdrantPassageIndex(known, keyed);
            assertThat(other.held()).isEmpty();
            server.version("1.9.7");
            assertThatThrownBy(other::held).hasMessageContaining("1.9").hasMessageContaining("1.11");
            server.version("2.0.0");
            assertThat(other.held()).isEmpty();
            server.silent(true);
            assertThatThrownBy(other::held).hasMessageMatching(".*(DEADLINE_EXCEEDED|3000 ms).*");
        }
    }

    @Test
    void a_collection_of_others_is_refused_with_what_it_lacks_and_left_as_it_is() {
        server.make(CreateCollection.newBuilder()
                .setCollectionName(COLLECTION)
                .setVectorsConfig(VectorsConfig.newBuilder()
                        .setParamsMap(VectorParamsMap.newBuilder()
                                .putMap(
                                        "meaning",
                                        VectorParams.newBuilder()
                                                .setSize(768)
                                                .setDistance(Distance.Cosine)
                                                .build())))
                .build());

        assertThatThrownBy(index::held)
                .hasMessageContaining("384")
                .hasMessageContaining("768")
                .hasMessageContaining("orchestrator.knowledge.qdrant.collection");
        assertThat(server.indexedFields).isEmpty();
    }

    @Test
    void an_index_that_a_collection_lacks_is_made() {
        index();
        server.indexedFields.remove("version");

        assertThat(index.held()).isEmpty();

        assertThat(server.indexedFields).contains("version");
    }

    @Test
    void documents_that_were_kept_while_it_was_away_are_sent_when_it_is_back() {
        KnowledgeQuery question = new KnowledgeQuery("skewed keys", "PerformanceExpert", "", Map.of(), 3);
        server.stop();
        try (StarterKnowledge knowledge = new StarterKnowledge(index)) {
            Knowledge experts = knowledge.experts();
            assertThat(experts.search(question)).isEmpty();
            assertThat(experts.away()).startsWith("No documents could be looked up: Qdrant");
            assertThatThrownBy(() -> knowledge.search(question, Ranking.HYBRID)).hasMessageContaining("Qdrant");
            assertThat(knowledge.follow()).contains("Qdrant");

            server.restart();
            await().untilAsserted(() -> assertThat(knowledge.follow()).isEmpty());
            assertThat(experts.search(question)).isNotEmpty();
            assertThat(experts.away()).isEmpty();
        }
    }

    @Test
    void all_is_sent_anew_to_a_server_that_lost_it() {
        try (StarterKnowledge knowledge = new StarterKnowledge(index)) {
            knowledge.search(new KnowledgeQuery("skewed keys", "", "", Map.of(), 3), Ranking.HYBRID);
            int before = server.count(COLLECTION);
            server.lose();

            assertThat(knowledge.follow()).contains("NOT_FOUND");
            assertThat(knowledge.follow()).isEmpty();
            assertThat(server.count(COLLECTION)).isEqualTo(before).isGreaterThan(100);
        }
    }
}
