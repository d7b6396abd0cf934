package org.opendatagov.orchestrator.adapter.qdrant;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.Vector;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** What a Qdrant refuses: ids that are neither numbers nor UUIDs, vectors it was not made with, of another length, or sparse ones that are none. */
final class QdrantRules {
    private QdrantRules() {}

    static void check(CreateCollection collection, PointStruct point) {
        if (!point.getId().hasNum()) {
            uuid(point.getId().getUuid());
        }
        point.getVectors().getVectors().getVectorsMap().forEach((name, vector) -> check(collection, name, vector));
    }

    private static void uuid(String id) {
        try {
            UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw refused("Unable to parse UUID");
        }
    }

    @SuppressWarnings("deprecation")
    private static void check(CreateCollection collection, String name, Vector vector) {
        Map<String, VectorParams> dense =
                collection.getVectorsConfig().getParamsMap().getMapMap();
        if (dense.containsKey(name)) {
            length(dense, name, vector.hasDense() ? vector.getDense().getDataCount() : vector.getDataCount());
        } else if (collection.getSparseVectorsConfig().containsMap(name)) {
            sparse(
                    vector.hasSparse()
                            ? vector.getSparse().getIndicesList()
                            : vector.getIndices().getDataList(),
                    vector.hasSparse() ? vector.getSparse().getValuesCount() : vector.getDataCount());
        } else {
            throw refused("Not existing vector name error");
        }
    }

    private static void length(Map<String, VectorParams> dense, String name, int length) {
        if (dense.getOrDefault(name, VectorParams.getDefaultInstance()).getSize() != length) {
            throw refused("Vector dimension error");
        }
    }

    private static void sparse(List<Integer> indices, int values) {
        if (indices.size() != values || new HashSet<>(indices).size() != values) {
            throw refused("Sparse vector: as many values as indices are expected, which must be unique");
        }
    }

    static void check(CreateCollection collection, QueryPoints query) {
        Map<String, VectorParams> dense =
                collection.getVectorsConfig().getParamsMap().getMapMap();
        if (query.getLimit() < 1) {
            throw refused("limit must be 1 or larger");
        }
        if (query.getQuery().getNearest().hasSparse()) {
            if (!collection.getSparseVectorsConfig().containsMap(query.getUsing())) {
                throw refused("Not existing vector name error");
            }
            sparse(
                    query.getQuery().getNearest().getSparse().getIndicesList(),
                    query.getQuery().getNearest().getSparse().getValuesCount());
        } else if (!dense.containsKey(query.getUsing())) {
            throw refused("Not existing vector name error");
        } else {
            length(
                    dense,
                    query.getUsing(),
                    query.getQuery().getNearest().getDense().getDataCount());
        }
    }

    /** As in strict mode. */
    static void check(Filter filter, List<String> indexed) {
        Stream.concat(filter.getMustList().stream(), filter.getMustNotList().stream())
                .map(Condition::getField)
                .filter(field -> !indexed.contains(field.getKey()))
                .forEach(field -> {
                    throw refused("Index required but not found");
                });
    }

    private static StatusRuntimeException refused(String why) {
        return Status.INVALID_ARGUMENT.withDescription("Wrong input: " + why).asRuntimeException();
    }
}
