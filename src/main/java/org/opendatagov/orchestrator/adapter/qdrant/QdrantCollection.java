package org.opendatagov.orchestrator.adapter.qdrant;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.IntegerIndexParams;
import io.qdrant.client.grpc.Collections.KeywordIndexParams;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;
import java.util.List;
import org.opendatagov.orchestrator.knowledge.Embedder;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/**
 * The collection of passages: a dense vector for their meaning, a sparse one for their words, whose rarity Qdrant weighs itself (the modifier
 * IDF), and indexes on what is filtered by, as its documentation asks for; the one on tenants keeps a tenant's points together.
 */
final class QdrantCollection {
    static final String MEANING = "meaning";
    static final String WORDS = "words";
    static final String DOCUMENT = "document";
    static final String VERSION = "version";
    static final String PASSAGE = "passage";
    static final String TENANT = "tenant";
    static final String EXPERTS = "experts";
    static final String MEMBERS = "members";

    private static final List<String> KEYWORDS = List.of(DOCUMENT, TENANT, EXPERTS, MEMBERS);
    private static final List<String> NUMBERS = List.of(VERSION, PASSAGE);
    /** For equal numbers alone. */
    private static final PayloadIndexParams NUMBER = PayloadIndexParams.newBuilder()
            .setIntegerIndexParams(
                    IntegerIndexParams.newBuilder().setLookup(true).setRange(false))
            .build();

    private final QdrantClient client;
    private final QdrantCalls calls;
    private final String name;

    QdrantCollection(QdrantClient client, QdrantCalls calls, String name) {
        this.client = client;
        this.calls = calls;
        this.name = name;
    }

    /**
     * Makes it where there is none, and what it lacks of indexes: servers in strict mode refuse filters without them.
     *
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException {@code unavailable} also where the server is too old, or the collection is
     *     not what this service makes
     */
    void ensure() {
        QdrantVersion.check(calls.await(client.healthCheckAsync()).getVersion());
        if (!calls.await(client.collectionExistsAsync(name))) {
            create();
        }
        CollectionInfo found = calls.await(client.getCollectionInfoAsync(name));
        check(found.getConfig().getParams());
        KEYWORDS.stream()
                .filter(field -> !found.containsPayloadSchema(field))
                .forEach(field -> index(field, FieldType.FieldTypeKeyword, keyword(field)));
        NUMBERS.stream()
                .filter(field -> !found.containsPayloadSchema(field))
                .forEach(field -> index(field, FieldType.FieldTypeInteger, NUMBER));
    }

    /** Where another replica was quicker, its collection is as good. */
    private void create() {
        try {
            calls.await(client.createCollectionAsync(described()));
        } catch (OrchestratorException e) {
            if (!calls.await(client.collectionExistsAsync(name))) {
                throw e;
            }
        }
    }

    private void check(CollectionParams held) {
        VectorParams meaning =
                held.getVectorsConfig().getParamsMap().getMapOrDefault(MEANING, VectorParams.getDefaultInstance());
        SparseVectorParams words =
                held.getSparseVectorsConfig().getMapOrDefault(WORDS, SparseVectorParams.getDefaultInstance());
        if (meaning.getSize() != Embedder.DIMENSIONS
                || meaning.getDistance() != Distance.Cosine
                || words.getModifier() != Modifier.Idf) {
            throw QdrantCalls.unusable(
                    "The collection in Qdrant is not one of this service: it needs a vector '" + MEANING + "' of "
                            + Embedder.DIMENSIONS + " members with cosine distance (it has " + meaning.getSize()
                            + " members) and a sparse one '" + WORDS
                            + "' with the modifier IDF; name another by orchestrator.knowledge.qdrant.collection, which is then made.");
        }
    }

    private CreateCollection described() {
        VectorParams meaning = VectorParams.newBuilder()
                .setSize(Embedder.DIMENSIONS)
                .setDistance(Distance.Cosine)
                .build();
        SparseVectorParams words =
                SparseVectorParams.newBuilder().setModifier(Modifier.Idf).build();
        return CreateCollection.newBuilder()
                .setCollectionName(name)
                .setVectorsConfig(VectorsConfig.newBuilder()
                        .setParamsMap(VectorParamsMap.newBuilder().putMap(MEANING, meaning)))
                .setSparseVectorsConfig(SparseVectorConfig.newBuilder().putMap(WORDS, words))
                .build();
    }

    private static PayloadIndexParams keyword(String field) {
        return PayloadIndexParams.newBuilder()
                .setKeywordIndexParams(KeywordIndexParams.newBuilder().setIsTenant(field.equals(TENANT)))
                .build();
    }

    private void index(String field, FieldType type, PayloadIndexParams parameters) {
        CreateFieldIndexCollection index = CreateFieldIndexCollection.newBuilder()
                .setCollectionName(name)
                .setFieldName(field)
                .setFieldType(type)
                .setFieldIndexParams(parameters)
                .setWait(true)
                .build();
        calls.await(client.createPayloadIndexAsync(index, null));
    }
}
