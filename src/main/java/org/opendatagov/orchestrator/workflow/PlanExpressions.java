package org.opendatagov.orchestrator.workflow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All expressions of a plan. */
final class PlanExpressions {
    private final Plan plan;

    PlanExpressions(Plan plan) {
        this.plan = plan;
    }

    Stream<Expression> all() {
        Stream<String> ofTasks = plan.tasks().stream().flatMap(PlanExpressions::texts);
        Stream<String> ofGroups = plan.groups().stream().map(Group::expression);
        Stream<String> ofConditions = plan.conditions().values().stream().flatMap(List::stream);
        return Stream.of(ofTasks, ofGroups, ofConditions)
                .flatMap(texts -> texts)
                .distinct()
                .map(Expression::compile);
    }

    private static Stream<String> texts(PlanTask task) {
        Stream<String> own = Stream.of(task.when(), task.forEach(), task.key()).flatMap(Optional::stream);
        return Stream.concat(own, task.inputs().stream().flatMap(PlanExpressions::references));
    }

    private static Stream<String> references(@Nullable Object value) {
        return switch (value) {
            case String text -> References.expression(text).stream();
            case Map<?, ?> map -> map.values().stream().flatMap(PlanExpressions::references);
            case Collection<?> items -> items.stream().flatMap(PlanExpressions::references);
            case null -> Stream.empty();
            default -> Stream.empty();
        };
    }
}
