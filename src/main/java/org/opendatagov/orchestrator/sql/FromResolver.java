package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opendatagov.orchestrator.sql.From.Alias;
import org.opendatagov.orchestrator.sql.From.Derived;
import org.opendatagov.orchestrator.sql.From.Join;
import org.opendatagov.orchestrator.sql.From.Location;
import org.opendatagov.orchestrator.sql.From.Matched;
import org.opendatagov.orchestrator.sql.From.Pivot;
import org.opendatagov.orchestrator.sql.From.Rows;
import org.opendatagov.orchestrator.sql.From.Table;
import org.opendatagov.orchestrator.sql.From.Unpivot;
import org.opendatagov.orchestrator.sql.Relation.Output;
import org.opendatagov.orchestrator.sql.Scope.Member;

/** Puts the members of FROM into a query's scope. */
final class FromResolver {
    private final Resolver resolver;
    private final JoinResolver joins;
    private final ShapeResolver shapes;

    FromResolver(Resolver resolver) {
        this.resolver = resolver;
        this.joins = new JoinResolver(resolver, this);
        this.shapes = new ShapeResolver(resolver, this);
    }

    void add(From from, Scope scope, Environment environment) {
        resolver.report().step(1);
        switch (from) {
            case Table table -> add(path(table), table(table, environment), table.alias(), scope);
            case Location location -> {
                resolver.report().reads(location.location());
                add(List.of(), Relation.table(location.location()), location.alias(), scope);
            }
            case Derived derived ->
                add(
                        List.of(),
                        resolver.queries().relation(derived.query(), environment.within(scope)),
                        derived.alias(),
                        scope);
            case Rows rows -> rows(rows, scope, environment);
            case Join join -> joins.add(join, scope, environment);
            case Pivot pivot -> add(List.of(), shapes.pivot(pivot, scope, environment), pivot.alias(), scope);
            case Unpivot unpivot -> add(List.of(), shapes.unpivot(unpivot, scope, environment), unpivot.alias(), scope);
            case Matched matched -> add(List.of(), shapes.matched(matched, scope, environment), matched.alias(), scope);
        }
    }

    private void add(List<String> path, Relation relation, Alias alias, Scope scope) {
        List<String> called =
                alias.name().map(name -> List.of(resolver.dialect().fold(name))).orElse(path);
        scope.add(new Member(called, relation.renamed(names(alias.columns())), true));
    }

    /** What a member is called without an alias. */
    List<String> path(Table table) {
        return table.name().parts().stream().map(this::comparable).toList();
    }

    /** Tables that keep their case are compared without regard to it where they qualify a column. */
    private String comparable(String part) {
        return resolver.dialect().has(Dialect.Trait.TABLES_KEEP_CASE) ? part.toLowerCase(Locale.ROOT) : part;
    }

    private Relation table(Table table, Environment environment) {
        if (table.name().parts().size() == 1) {
            Relation named = environment.named().get(comparable(table.name().last()));
            if (named != null) {
                return named;
            }
        }
        resolver.report().reads(table.name().text());
        return base(table.name());
    }

    /** A table as it is known, if it is. */
    Relation base(TableName table) {
        Optional<List<String>> columns = resolver.tables().columns(table);
        if (columns.isEmpty()) {
            return Relation.table(table.text());
        }
        resolver.report().step(columns.get().size());
        return new Relation(
                columns.get().stream()
                        .map(column -> new Output(column, Sources.of(new SourceColumn(table.text(), column))))
                        .toList(),
                List.of());
    }

    /** What a function gives comes from its arguments. */
    private void rows(Rows rows, Scope scope, Environment environment) {
        Sources sources =
                resolver.expressions().all(rows.arguments(), scope, environment).within(Use.TRANSFORMATION);
        Alias alias = rows.alias();
        List<String> names = names(alias.columns());
        if (rows.arguments().isEmpty() && alias.absent()) {
            return;
        }
        Relation relation = Relation.any(sources);
        if (!names.isEmpty()) {
            relation = new Relation(outputs(names, sources), List.of());
        } else if (!rows.columns().isEmpty()) {
            relation = new Relation(outputs(rows.columns(), sources), List.of());
        } else if (alias.name().isPresent()) {
            relation = new Relation(outputs(names(alias.name().stream().toList()), sources), relation.open());
        }
        List<String> path = names(alias.name().stream().toList());
        scope.add(new Member(path, relation, true));
    }

    private static List<Output> outputs(List<String> names, Sources sources) {
        List<Output> outputs = new ArrayList<>();
        names.forEach(name -> outputs.add(new Output(name, sources)));
        return outputs;
    }

    List<String> names(List<Identifier> identifiers) {
        return identifiers.stream().map(resolver.dialect()::fold).toList();
    }

    /** A member alone, for what gives it another shape. */
    Relation alone(From from, Scope outer, Environment environment) {
        Scope scope = new Scope(Optional.of(outer));
        add(from, scope, environment);
        return scope.members().size() == 1
                ? scope.members().getFirst().relation()
                : new StarResolver(resolver)
                        .expanded(
                                new Expression.Star(List.of(), List.of(), List.of(), List.of(), 0), scope, environment);
    }
}
