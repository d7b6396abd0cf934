package org.opendatagov.orchestrator.sql;

import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.sql.Expression.Column;
import org.opendatagov.orchestrator.sql.Expression.Composite;
import org.opendatagov.orchestrator.sql.Expression.Constant;
import org.opendatagov.orchestrator.sql.Expression.Lambda;
import org.opendatagov.orchestrator.sql.Expression.Nth;
import org.opendatagov.orchestrator.sql.Expression.Star;
import org.opendatagov.orchestrator.sql.Expression.Subquery;
import org.opendatagov.orchestrator.sql.Expression.Window;
import org.opendatagov.orchestrator.sql.Relation.Output;

/** Tells from which columns an expression's value comes. */
final class ExpressionResolver {
    private final Resolver resolver;
    private final ColumnResolver columns;

    ExpressionResolver(Resolver resolver) {
        this.resolver = resolver;
        this.columns = new ColumnResolver(resolver.dialect(), resolver.report());
    }

    Sources sources(Expression expression, Scope scope, Environment environment) {
        return switch (expression) {
            case Constant ignored -> Sources.NONE;
            case Column column -> columns.sources(column, scope);
            case Composite composite ->
                all(composite.parts(), scope, environment).within(composite.use());
            case Subquery subquery ->
                subquery(subquery.query(), scope, environment).all();
            case Expression.Exists exists -> {
                subquery(exists.query(), scope, environment);
                yield Sources.NONE;
            }
            case Nth nth -> nth(nth, scope, environment);
            case Lambda lambda -> lambda(lambda, scope, environment);
            case Window window -> window(window, scope, environment);
            case Star ignored -> Sources.NONE;
        };
    }

    Sources all(List<Expression> expressions, Scope scope, Environment environment) {
        return Sources.merged(expressions.stream()
                .map(expression -> sources(expression, scope, environment))
                .toList());
    }

    private Relation subquery(Query query, Scope scope, Environment environment) {
        return resolver.queries().relation(query, environment.within(scope));
    }

    private Sources nth(Nth nth, Scope scope, Environment environment) {
        List<Output> outputs = subquery(nth.query(), scope, environment).outputs();
        return nth.position() < outputs.size() ? outputs.get(nth.position()).sources() : Sources.NONE;
    }

    private Sources lambda(Lambda lambda, Scope scope, Environment environment) {
        Scope inner = new Scope(Optional.of(scope));
        lambda.parameters()
                .forEach(name -> inner.parameters().add(resolver.dialect().fold(name)));
        return sources(lambda.body(), inner, environment);
    }

    private Sources window(Window window, Scope scope, Environment environment) {
        Expression defined = scope.windows().get(resolver.dialect().fold(window.name()));
        return defined == null || defined instanceof Window ? Sources.NONE : sources(defined, scope, environment);
    }
}
