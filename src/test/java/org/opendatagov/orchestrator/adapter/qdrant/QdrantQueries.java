package org.opendatagov.orchestrator.adapter.qdrant;

import io.qdrant.client.grpc.Points;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.Vector;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Answers queries as Qdrant's documentation says: cosine for the dense vector, the product with IDF for the sparse one; absent vectors find nothing. */
final class QdrantQueries {
    private QdrantQueries() {}

    static Points.ScrollResponse page(Points.ScrollPoints request, Collection<PointStruct> all) {
        List<PointStruct> found = all.stream()
                .filter(point -> QdrantFilters.matches(request.getFilter(), point.getPayloadMap()))
                .filter(point -> !request.hasOffset()
                        || point.getId().getUuid().compareTo(request.getOffset().getUuid()) >= 0)
                .toList();
        Points.ScrollResponse.Builder page = Points.ScrollResponse.newBuilder();
        found.stream()
                .limit(request.getLimit())
                .forEach(point -> page.addResult(
                        Points.RetrievedPoint.newBuilder().setId(point.getId()).putAllPayload(point.getPayloadMap())));
        if (found.size() > request.getLimit()) {
            page.setNextPageOffset(found.get(request.getLimit()).getId());
        }
        return page.build();
    }

    static Points.BatchResult answer(Points.QueryPoints query, List<PointStruct> all) {
        List<ScoredPoint> scored = all.stream()
                .filter(point -> QdrantFilters.matches(query.getFilter(), point.getPayloadMap()))
                .map(point -> scored(query, point, all))
                .filter(point -> point.getScore() != 0)
                .filter(point -> !query.hasScoreThreshold() || point.getScore() >= query.getScoreThreshold())
                .sorted(Comparator.comparingDouble(ScoredPoint::getScore).reversed())
                .limit(query.getLimit())
                .toList();
        return Points.BatchResult.newBuilder().addAllResult(scored).build();
    }

    private static ScoredPoint scored(Points.QueryPoints query, PointStruct point, List<PointStruct> all) {
        Points.VectorInput asked = query.getQuery().getNearest();
        Vector held = named(point, query.getUsing());
        double score = asked.hasSparse()
                ? shared(asked.getSparse(), held, all, query.getUsing())
                : cosine(asked.getDense(), held);
        ScoredPoint.Builder scored = ScoredPoint.newBuilder()
                .setId(point.getId())
                .setScore((float) score)
                .putAllPayload(point.getPayloadMap());
        for (String wanted : query.getWithVectors().getInclude().getNamesList()) {
            Points.VectorOutput output = Points.VectorOutput.newBuilder()
                    .setDense(Points.DenseVector.newBuilder().addAllData(numbers(named(point, wanted))))
                    .build();
            scored.setVectors(Points.VectorsOutput.newBuilder()
                    .setVectors(Points.NamedVectorsOutput.newBuilder().putVectors(wanted, output)));
        }
        return scored.build();
    }

    private static Vector named(PointStruct point, String name) {
        return point.getVectors().getVectors().getVectorsOrDefault(name, Vector.getDefaultInstance());
    }

    @SuppressWarnings("deprecation")
    private static List<Float> numbers(Vector vector) {
        return vector.hasDense() ? vector.getDense().getDataList() : vector.getDataList();
    }

    private static double cosine(Points.DenseVector asked, Vector held) {
        List<Float> other = numbers(held);
        double product = 0;
        double one = 0;
        double two = 0;
        for (int index = 0; index < other.size(); index++) {
            product += asked.getData(index) * (double) other.get(index);
            one += asked.getData(index) * (double) asked.getData(index);
            two += other.get(index) * (double) other.get(index);
        }
        return product / Math.sqrt(one * two);
    }

    private static double shared(Points.SparseVector asked, Vector held, List<PointStruct> all, String using) {
        Map<Integer, Float> weights = sparse(held);
        double score = 0;
        for (int number = 0; number < asked.getIndicesCount(); number++) {
            int index = asked.getIndices(number);
            if (weights.containsKey(index)) {
                long with = all.stream()
                        .filter(point -> sparse(named(point, using)).containsKey(index))
                        .count();
                double rarity = Math.log(1 + (all.size() - with + 0.5) / (with + 0.5));
                score += asked.getValues(number) * weights.getOrDefault(index, 0f) * rarity;
            }
        }
        return score;
    }

    @SuppressWarnings("deprecation")
    private static Map<Integer, Float> sparse(Vector vector) {
        List<Integer> indices = vector.hasSparse()
                ? vector.getSparse().getIndicesList()
                : vector.getIndices().getDataList();
        List<Float> values = vector.hasSparse() ? vector.getSparse().getValuesList() : vector.getDataList();
        Map<Integer, Float> weights = new HashMap<>();
        for (int number = 0; number < indices.size(); number++) {
            weights.put(indices.get(number), values.get(number));
        }
        return weights;
    }
}
