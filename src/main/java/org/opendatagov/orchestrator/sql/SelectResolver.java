package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.sql.Expression.Column;
import org.opendatagov.orchestrator.sql.Expression.Item;
import org.opendatagov.orchestrator.sql.Expression.Star;
import org.opendatagov.orchestrator.sql.Query.Select;
import org.opendatagov.orchestrator.sql.Relation.Open;
import org.opendatagov.orchestrator.sql.Relation.Output;

/** Tells the columns of one SELECT. */
final class SelectResolver {
    private final Resolver resolver;
    private final StarResolver stars;

    SelectResolver(Resolver resolver) {
        this.resolver = resolver;
        this.stars = new StarResolver(resolver);
    }

    Relation relation(Select select, Environment environment) {
        Scope scope = new Scope(environment.outer());
        select.from().forEach(member -> resolver.from().add(member, scope, environment));
        select.windows()
                .forEach(
                        (name, window) -> scope.windows().put(resolver.dialect().fold(name), window));
        Relation relation = listed(select.items(), scope, environment);
        decide(select, relation, scope, environment);
        return relation;
    }

    private void decide(Select select, Relation relation, Scope scope, Environment environment) {
        relation.columns().forEach(scope::alias);
        if (select.distinct()) {
            resolver.report().decides(relation.all(), Use.GROUP_BY);
        }
        decide(select.conditions(), Use.FILTER, scope, environment);
        decide(select.grouping(), Use.GROUP_BY, scope, environment);
        Scope sorted = new Scope(Optional.of(scope));
        sorted.add(new Scope.Member(List.of(), new Relation(relation.columns(), List.of()), true));
        decide(select.sorting(), Use.SORT, sorted, environment);
    }

    private void decide(List<Expression> expressions, Use use, Scope scope, Environment environment) {
        resolver.report().decides(resolver.expressions().all(expressions, scope, environment), use);
    }

    /** The columns of a select list. */
    Relation listed(List<Item> items, Scope scope, Environment environment) {
        List<Output> outputs = new ArrayList<>();
        List<Open> open = new ArrayList<>();
        for (Item item : items) {
            if (item.expression() instanceof Star star) {
                Relation expanded = stars.expanded(star, scope, environment);
                outputs.addAll(expanded.columns());
                open.addAll(expanded.open());
                resolver.report().step(expanded.columns().size());
                continue;
            }
            Output output =
                    new Output(name(item), resolver.expressions().sources(item.expression(), scope, environment));
            outputs.add(output);
            if (resolver.dialect().has(Dialect.Trait.ALIAS_REUSE)
                    && item.alias().isPresent()) {
                scope.alias(output);
            }
        }
        return new Relation(outputs, open);
    }

    private String name(Item item) {
        if (item.alias().isPresent()) {
            return resolver.dialect().fold(item.alias().get());
        }
        return item.expression() instanceof Column column
                        && !column.path().getLast().likeValue()
                ? resolver.dialect().fold(column.path().getLast())
                : item.expression() instanceof Column ? "?" : item.text();
    }
}
