package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import org.opendatagov.orchestrator.sql.Query.Changing;
import org.opendatagov.orchestrator.sql.Query.Combined;
import org.opendatagov.orchestrator.sql.Query.Named;
import org.opendatagov.orchestrator.sql.Query.Select;
import org.opendatagov.orchestrator.sql.Query.Sorted;
import org.opendatagov.orchestrator.sql.Query.Values;
import org.opendatagov.orchestrator.sql.Query.With;
import org.opendatagov.orchestrator.sql.Relation.Output;

/** Tells the columns of a query and where they come from. */
final class QueryResolver {
    /** A recursive expression is read until it says nothing new; each time a column can move one place at least. */
    private static final int MOST_ROUNDS = 20;

    private final Resolver resolver;
    private final SelectResolver selects;

    QueryResolver(Resolver resolver) {
        this.resolver = resolver;
        this.selects = new SelectResolver(resolver);
    }

    Relation relation(Query query, Environment environment) {
        resolver.report().step(1);
        return switch (query) {
            case Select select -> selects.relation(select, environment);
            case Combined combined -> combined(combined, environment);
            case Sorted sorted -> sorted(sorted, environment);
            case Values values -> values(values, environment);
            case With with -> relation(with.body(), named(with.named(), with.recursive(), environment));
            case Changing changing -> changing(changing, environment);
        };
    }

    private Relation combined(Combined combined, Environment environment) {
        List<Relation> relations = combined.branches().stream()
                .map(branch -> relation(branch, environment))
                .toList();
        combined.removed()
                .forEach(removed ->
                        resolver.report().decides(relation(removed, environment).all(), Use.FILTER));
        Relation stacked = Relation.stacked(relations, combined.byName());
        if (combined.common() || !combined.removed().isEmpty()) {
            resolver.report().decides(stacked.all(), Use.FILTER);
        }
        return stacked;
    }

    private Relation sorted(Sorted sorted, Environment environment) {
        Relation relation = relation(sorted.query(), environment);
        Scope scope = new Scope(environment.outer());
        scope.add(new Scope.Member(List.of(), relation, true));
        Sources sources = resolver.expressions().all(sorted.sorting(), scope, environment);
        resolver.report().decides(sources, Use.SORT);
        return relation;
    }

    private Relation values(Values values, Environment environment) {
        Scope scope = new Scope(environment.outer());
        List<Relation> rows = new ArrayList<>();
        for (List<Expression> row : values.rows()) {
            List<Output> outputs = new ArrayList<>();
            for (Expression value : row) {
                Sources sources = resolver.expressions().sources(value, scope, environment);
                outputs.add(new Output("column" + (outputs.size() + 1), sources));
            }
            rows.add(new Relation(outputs, List.of()));
        }
        return rows.isEmpty() ? Relation.NOTHING : Relation.stacked(rows, false);
    }

    /** The environment with these common table expressions, each seeing those before it. */
    Environment named(List<Named> named, boolean recursive, Environment environment) {
        Environment extended = environment.extended();
        for (Named one : named) {
            String key = key(one.name());
            Relation relation = recursive && one.query() instanceof Combined combined
                    ? recursive(key, one, combined, extended)
                    : relation(one.query(), extended).renamed(names(one.columns()));
            extended.named().put(key, relation);
        }
        return extended;
    }

    private Relation recursive(String key, Named named, Combined combined, Environment environment) {
        List<String> names = names(named.columns());
        Query first = combined.branches().getFirst();
        Environment inner = environment.extended();
        Relation relation = relation(first, inner).renamed(names);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            inner.named().put(key, relation);
            Relation next = relation(combined, inner).renamed(names);
            if (next.equals(relation)) {
                break;
            }
            relation = next;
        }
        return relation;
    }

    private List<String> names(List<Identifier> columns) {
        return columns.stream().map(resolver.dialect()::fold).toList();
    }

    private String key(Identifier name) {
        return resolver.dialect().fold(name);
    }

    private Relation changing(Changing changing, Environment environment) {
        new StatementResolver(resolver).resolve(changing.statement(), environment);
        Scope scope = new Scope(environment.outer());
        TableName table = changing.table();
        scope.add(new Scope.Member(table.parts(), resolver.from().base(table), true));
        return selects.listed(changing.returning(), scope, environment);
    }
}
