package org.opendatagov.orchestrator.adapter.qdrant;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.List;
import java.util.Map;

/** Qdrant's filters as its documentation says: all of {@code must}, none of {@code must_not}; a list in the payload matches by any member. */
final class QdrantFilters {
    private QdrantFilters() {}

    static boolean matches(Filter filter, Map<String, Value> payload) {
        if (filter.getShouldCount() > 0 || filter.hasMinShould()) {
            throw new IllegalArgumentException("the double knows must and must_not alone");
        }
        return filter.getMustList().stream().allMatch(condition -> matches(condition, payload))
                && filter.getMustNotList().stream().noneMatch(condition -> matches(condition, payload));
    }

    private static boolean matches(Condition condition, Map<String, Value> payload) {
        FieldCondition field = condition.getField();
        Value value = payload.getOrDefault(field.getKey(), Value.getDefaultInstance());
        List<Value> members = value.hasListValue() ? value.getListValue().getValuesList() : List.of(value);
        return members.stream().anyMatch(member -> matches(field.getMatch(), member));
    }

    private static boolean matches(Match match, Value value) {
        return switch (match.getMatchValueCase()) {
            case KEYWORD -> value.hasStringValue() && value.getStringValue().equals(match.getKeyword());
            case KEYWORDS ->
                value.hasStringValue() && match.getKeywords().getStringsList().contains(value.getStringValue());
            case INTEGER -> value.hasIntegerValue() && value.getIntegerValue() == match.getInteger();
            default -> throw new IllegalArgumentException("the double does not know this match");
        };
    }
}
