package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.sql.Expression.Column;
import org.opendatagov.orchestrator.sql.Expression.Item;
import org.opendatagov.orchestrator.sql.From.Matched;
import org.opendatagov.orchestrator.sql.From.Pivot;
import org.opendatagov.orchestrator.sql.From.Unpivot;
import org.opendatagov.orchestrator.sql.Relation.Output;
import org.opendatagov.orchestrator.sql.Scope.Member;

/** Tells the columns of a table that got another shape. */
final class ShapeResolver {
    private final Resolver resolver;
    private final FromResolver from;

    ShapeResolver(Resolver resolver, FromResolver from) {
        this.resolver = resolver;
        this.from = from;
    }

    private Scope over(Relation source, Scope outer) {
        Scope scope = new Scope(Optional.of(outer));
        scope.add(new Member(List.of(), source, true));
        scope.acceptAnyQualifier();
        return scope;
    }

    /** The columns that are neither aggregated nor the key stay; each value makes a column of each aggregate. */
    Relation pivot(Pivot pivot, Scope outer, Environment environment) {
        Relation source = from.alone(pivot.source(), outer, environment);
        Scope scope = over(source, outer);
        Sources keys = resolver.expressions().all(pivot.keys(), scope, environment);
        resolver.report().decides(keys, Use.GROUP_BY);
        List<Expression> used = new ArrayList<>(pivot.keys());
        List<Sources> aggregated = new ArrayList<>();
        for (Item aggregate : pivot.aggregates()) {
            used.add(aggregate.expression());
            aggregated.add(resolver.expressions().sources(aggregate.expression(), scope, environment));
        }
        Set<String> gone = new HashSet<>();
        used.forEach(expression -> collect(expression, gone));
        List<Output> outputs = new ArrayList<>(source.columns().stream()
                .filter(output -> !gone.contains(output.name()))
                .toList());
        outputs.addAll(values(pivot, aggregated));
        List<Relation.Open> open = new ArrayList<>(source.open());
        if (source.known()) {
            open.addAll(Relation.any(Sources.merged(aggregated)).open());
        }
        boolean named = pivot.values().stream().allMatch(Optional::isPresent)
                && !pivot.values().isEmpty();
        return new Relation(outputs, named && source.known() ? List.of() : open);
    }

    /** A value's name comes from an alias; one that only a literal gives is told by its position. */
    private List<Output> values(Pivot pivot, List<Sources> aggregated) {
        List<Output> outputs = new ArrayList<>();
        for (int value = 0; value < pivot.values().size(); value++) {
            String name =
                    pivot.values().get(value).map(resolver.dialect()::fold).orElse("pivot_" + (value + 1));
            for (int index = 0; index < aggregated.size(); index++) {
                outputs.add(new Output(name + suffix(pivot, index), aggregated.get(index)));
            }
        }
        return outputs;
    }

    /** Spark leaves out the aggregate's alias where there is one aggregate; Snowflake has none. */
    private String suffix(Pivot pivot, int index) {
        Set<Dialect> plain = Set.of(Dialect.SPARK, Dialect.DATABRICKS, Dialect.SNOWFLAKE);
        boolean single = pivot.aggregates().size() == 1;
        Optional<String> alias = pivot.aggregates().get(index).alias().map(resolver.dialect()::fold);
        if (single && (alias.isEmpty() || plain.contains(resolver.dialect()))) {
            return "";
        }
        return "_" + alias.orElse(String.valueOf(index + 1));
    }

    private void collect(Expression expression, Set<String> names) {
        switch (expression) {
            case Column column ->
                names.add(resolver.dialect().fold(column.path().getLast()));
            case Expression.Composite composite -> composite.parts().forEach(part -> collect(part, names));
            case Expression.Constant ignored -> {}
            case Expression.Star ignored -> {}
            case Expression.Subquery ignored -> {}
            case Expression.Lambda ignored -> {}
            case Expression.Exists ignored -> {}
            case Expression.Nth ignored -> {}
            case Expression.Window ignored -> {}
        }
    }

    /** The columns that are unpivoted become values; the others stay. */
    Relation unpivot(Unpivot unpivot, Scope outer, Environment environment) {
        Relation source = from.alone(unpivot.source(), outer, environment);
        Scope scope = over(source, outer);
        List<String> columns = from.names(unpivot.columns());
        List<Output> outputs = new ArrayList<>(source.columns().stream()
                .filter(output -> !columns.contains(output.name()))
                .toList());
        from.names(unpivot.keys()).forEach(key -> outputs.add(new Output(key, Sources.NONE)));
        List<String> values = from.names(unpivot.values());
        for (int index = 0; index < values.size(); index++) {
            List<Expression> parts = new ArrayList<>();
            for (int column = index; column < columns.size(); column += values.size()) {
                parts.add(new Column(List.of(unpivot.columns().get(column)), 0));
            }
            outputs.add(new Output(values.get(index), resolver.expressions().all(parts, scope, environment)));
        }
        return new Relation(
                outputs,
                source.open().stream()
                        .map(open -> open.without(Set.copyOf(columns)))
                        .toList());
    }

    Relation matched(Matched matched, Scope outer, Environment environment) {
        Relation source = from.alone(matched.source(), outer, environment);
        Scope scope = over(source, outer);
        resolver.report().decides(resolver.expressions().all(matched.conditions(), scope, environment), Use.FILTER);
        List<Output> outputs = new ArrayList<>(matched.allRows() ? source.columns() : List.of());
        for (Item measure : matched.measures()) {
            Sources sources = resolver.expressions().sources(measure.expression(), scope, environment);
            String name = measure.alias()
                    .map(resolver.dialect()::fold)
                    .orElseGet(() -> measure.expression() instanceof Column column
                            ? resolver.dialect().fold(column.path().getLast())
                            : "?");
            outputs.add(new Output(name, sources));
        }
        return new Relation(outputs, matched.allRows() ? source.open() : List.of());
    }
}
