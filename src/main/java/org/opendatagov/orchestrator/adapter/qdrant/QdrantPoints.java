package org.opendatagov.orchestrator.adapter.qdrant;

import static io.qdrant.client.ConditionFactory.match;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.matchKeywords;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.value;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;

import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointStruct;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Entry;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Hit;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Indexed;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Query;

/** Passages as points: what identifies a point, what it carries, and which of them a question may see. */
final class QdrantPoints {
    private static final String EVERY = "*";

    private QdrantPoints() {}

    static PointStruct of(Entry entry, Indexed passage) {
        SparseWords words = SparseWords.ofPassage(passage.text());
        String name = entry.document() + "@" + entry.version() + "#" + passage.passage();
        return PointStruct.newBuilder()
                .setId(id(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))))
                .setVectors(namedVectors(Map.of(
                        QdrantCollection.MEANING,
                        vector(passage.vector().numbers()),
                        QdrantCollection.WORDS,
                        vector(words.weights(), words.indices()))))
                .putAllPayload(payload(entry, passage))
                .build();
    }

    private static Map<String, Value> payload(Entry entry, Indexed passage) {
        return Map.of(
                QdrantCollection.DOCUMENT, value(entry.document()),
                QdrantCollection.VERSION, value(entry.version()),
                QdrantCollection.PASSAGE, value(passage.passage()),
                QdrantCollection.TENANT, value(entry.tenant()),
                QdrantCollection.EXPERTS, texts(entry.experts().isEmpty() ? List.of(EVERY) : entry.experts()),
                QdrantCollection.MEMBERS,
                        texts(entry.metadata().entrySet().stream()
                                .map(member -> member.getKey() + "=" + member.getValue())
                                .toList()));
    }

    private static Value texts(List<String> texts) {
        return list(texts.stream().map(ValueFactory::value).toList());
    }

    static Hit hit(Map<String, Value> payload, double score) {
        return new Hit(
                payload.getOrDefault(QdrantCollection.DOCUMENT, Value.getDefaultInstance())
                        .getStringValue(),
                number(payload, QdrantCollection.VERSION),
                number(payload, QdrantCollection.PASSAGE),
                score);
    }

    private static int number(Map<String, Value> payload, String name) {
        return (int) payload.getOrDefault(name, Value.getDefaultInstance()).getIntegerValue();
    }

    static Filter visible(Query query) {
        Filter.Builder filter =
                Filter.newBuilder().addMust(matchKeywords(QdrantCollection.TENANT, List.of("", query.tenant())));
        if (!query.expert().isEmpty()) {
            filter.addMust(matchKeywords(QdrantCollection.EXPERTS, List.of(EVERY, query.expert())));
        }
        query.filters()
                .forEach((name, value) -> filter.addMust(matchKeyword(QdrantCollection.MEMBERS, name + "=" + value)));
        return filter.build();
    }

    static Filter ofDocument(String document) {
        return Filter.newBuilder()
                .addMust(matchKeyword(QdrantCollection.DOCUMENT, document))
                .build();
    }

    static Filter otherVersions(String document, int version) {
        return Filter.newBuilder()
                .addMust(matchKeyword(QdrantCollection.DOCUMENT, document))
                .addMustNot(match(QdrantCollection.VERSION, version))
                .build();
    }

    /** One point of each document that is there as a whole: its first passage is sent last. */
    static Filter firsts() {
        return Filter.newBuilder().addMust(match(QdrantCollection.PASSAGE, 1)).build();
    }
}
