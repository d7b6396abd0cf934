package org.opendatagov.orchestrator.adapter.qdrant;

import static io.qdrant.client.QueryFactory.nearest;

import io.qdrant.client.QdrantClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.BatchResult;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.Points.VectorOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.knowledge.Fusion;
import org.opendatagov.orchestrator.knowledge.PassageIndex;
import org.opendatagov.orchestrator.knowledge.TextVector;

/**
 * Passages in a Qdrant. Both kinds of search go in one batch, under one filter; their rankings are fused here, as those of the index in
 * memory are, so that both give the same kind of answer.
 */
final class QdrantPassageIndex implements PassageIndex {
    private static final int AT_ONCE = 100;
    private static final int PAGE = 1000;

    private final QdrantClient client;
    private final QdrantCalls calls;
    private final QdrantCollection collection;
    private final String name;

    QdrantPassageIndex(QdrantClient client, QdrantSettings settings) {
        this.client = client;
        this.calls = new QdrantCalls(settings.timeout());
        this.name = settings.collection();
        this.collection = new QdrantCollection(client, calls, name);
    }

    @Override
    public String name() {
        return "qdrant";
    }

    @Override
    public boolean lasting() {
        return true;
    }

    /** The collection goes with its server's disk: then all is sent anew. */
    @Override
    public void check() {
        calls.await(client.countAsync(name));
    }

    @Override
    public Map<String, Integer> held() {
        collection.ensure();
        Map<String, Integer> held = new HashMap<>();
        ScrollPoints.Builder page = ScrollPoints.newBuilder()
                .setCollectionName(name)
                .setFilter(QdrantPoints.firsts())
                .setLimit(PAGE)
                .setWithPayload(WithPayloadSelectorFactory.enable(true));
        ScrollResponse answer = calls.await(client.scrollAsync(page.build()));
        add(answer, held);
        while (answer.hasNextPageOffset()) {
            answer = calls.await(client.scrollAsync(
                    page.setOffset(answer.getNextPageOffset()).build()));
            add(answer, held);
        }
        return held;
    }

    /** Of two versions at once the newer one counts; the other goes when it is put again. */
    private static void add(ScrollResponse page, Map<String, Integer> held) {
        page.getResultList().forEach(point -> {
            Hit first = QdrantPoints.hit(point.getPayloadMap(), 0);
            held.merge(first.document(), first.version(), Math::max);
        });
    }

    @Override
    public void put(Entry entry) {
        List<PointStruct> points = entry.passages().reversed().stream()
                .map(passage -> QdrantPoints.of(entry, passage))
                .toList();
        for (int from = 0; from < points.size(); from += AT_ONCE) {
            calls.await(client.upsertAsync(UpsertPoints.newBuilder()
                    .setCollectionName(name)
                    .addAllPoints(points.subList(from, Math.min(points.size(), from + AT_ONCE)))
                    .setWait(true)
                    .build()));
        }
        delete(QdrantPoints.otherVersions(entry.document(), entry.version()));
    }

    @Override
    public void remove(String document) {
        delete(QdrantPoints.ofDocument(document));
    }

    private void delete(Filter filter) {
        calls.await(client.deleteAsync(DeletePoints.newBuilder()
                .setCollectionName(name)
                .setPoints(PointsSelector.newBuilder().setFilter(filter))
                .setWait(true)
                .build()));
    }

    @Override
    public List<Hit> search(Query query) {
        return switch (query.ranking()) {
            case VECTOR -> hits(ask(List.of(near(query, query.limit(), -1))).getFirst());
            case LEXICAL -> hits(ask(List.of(shared(query, query.limit()))).getFirst());
            case HYBRID -> {
                List<BatchResult> both =
                        ask(List.of(near(query, CANDIDATES, LEAST_SIMILARITY), shared(query, CANDIDATES)));
                yield Fusion.of(hits(both.getFirst()), similar(both.getLast(), query), query.limit());
            }
        };
    }

    private List<BatchResult> ask(List<QueryPoints> questions) {
        return calls.await(client.queryBatchAsync(name, questions));
    }

    private QueryPoints near(Query query, int limit, double least) {
        return QueryPoints.newBuilder()
                .setCollectionName(name)
                .setQuery(nearest(query.vector().numbers()))
                .setUsing(QdrantCollection.MEANING)
                .setFilter(QdrantPoints.visible(query))
                .setScoreThreshold((float) least)
                .setLimit(limit)
                .setWithPayload(WithPayloadSelectorFactory.enable(true))
                .build();
    }

    private QueryPoints shared(Query query, int limit) {
        SparseWords words = SparseWords.ofQuestion(query.text());
        return QueryPoints.newBuilder()
                .setCollectionName(name)
                .setQuery(nearest(words.weights(), words.indices()))
                .setUsing(QdrantCollection.WORDS)
                .setFilter(QdrantPoints.visible(query))
                .setLimit(limit)
                .setWithPayload(WithPayloadSelectorFactory.enable(true))
                .setWithVectors(WithVectorsSelectorFactory.include(List.of(QdrantCollection.MEANING)))
                .build();
    }

    private static List<Hit> hits(BatchResult answer) {
        return answer.getResultList().stream()
                .map(point -> QdrantPoints.hit(point.getPayloadMap(), point.getScore()))
                .sorted(Fusion.BEST_FIRST)
                .toList();
    }

    private static List<Hit> similar(BatchResult answer, Query query) {
        return answer.getResultList().stream()
                .filter(point -> query.vector().similarity(meaning(point)) >= LEAST_SIMILARITY)
                .map(point -> QdrantPoints.hit(point.getPayloadMap(), point.getScore()))
                .sorted(Fusion.BEST_FIRST)
                .toList();
    }

    /** Servers before 1.16 give the numbers in a member that is deprecated since. */
    @SuppressWarnings("deprecation")
    private static TextVector meaning(ScoredPoint point) {
        VectorOutput vector = point.getVectors()
                .getVectors()
                .getVectorsOrDefault(QdrantCollection.MEANING, VectorOutput.getDefaultInstance());
        List<Float> numbers = vector.hasDense() ? vector.getDense().getDataList() : vector.getDataList();
        float[] members = new float[org.opendatagov.orchestrator.knowledge.Embedder.DIMENSIONS];
        for (int index = 0; index < Math.min(members.length, numbers.size()); index++) {
            members[index] = numbers.get(index);
        }
        return TextVector.of(members);
    }
}
