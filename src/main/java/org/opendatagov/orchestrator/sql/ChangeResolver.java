package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.sql.Expression.Column;
import org.opendatagov.orchestrator.sql.From.Table;
import org.opendatagov.orchestrator.sql.Relation.Output;
import org.opendatagov.orchestrator.sql.Scope.Member;
import org.opendatagov.orchestrator.sql.Statement.Branch;
import org.opendatagov.orchestrator.sql.Statement.Change;
import org.opendatagov.orchestrator.sql.Statement.Remove;
import org.opendatagov.orchestrator.sql.Statement.Set;
import org.opendatagov.orchestrator.sql.Statement.Write;

/** Tells what UPDATE, MERGE and DELETE read and write. The table that is changed is an input only where it is named again. */
final class ChangeResolver {
    private final Resolver resolver;
    private final Report report;

    ChangeResolver(Resolver resolver) {
        this.resolver = resolver;
        this.report = resolver.report();
    }

    void change(Change change, Environment environment) {
        Environment named = resolver.queries().named(change.named(), true, environment);
        Table target = meant(change.target(), change.from());
        Scope scope = scope(target, change.from(), named);
        decide(change.conditions(), change.kind().equals("merge") ? Use.JOIN : Use.FILTER, scope, named);
        report.writes(target.name().text());
        for (Branch branch : change.branches()) {
            decide(branch.conditions(), Use.FILTER, scope, named);
            if (branch.allByName()) {
                allByName(target, scope);
            }
            for (int index = 0; index < branch.sets().size(); index++) {
                set(branch.sets().get(index), index, target, change.from(), scope, named);
            }
        }
    }

    void remove(Remove remove, Environment environment) {
        Environment named = resolver.queries().named(remove.named(), true, environment);
        Table target = meant(remove.target(), remove.from());
        Scope scope = scope(target, remove.from(), named);
        decide(remove.conditions(), Use.FILTER, scope, named);
        report.writes(target.name().text());
    }

    private void decide(List<Expression> conditions, Use use, Scope scope, Environment environment) {
        report.decides(resolver.expressions().all(conditions, scope, environment), use);
    }

    /** The target and what is read beside it; the target itself counts as read only if FROM names it a second time. */
    private Scope scope(Table target, List<From> from, Environment environment) {
        Scope scope = new Scope(environment.outer());
        List<Table> tables = new ArrayList<>();
        from.forEach(member -> collect(member, tables));
        long named = tables.stream()
                .filter(table -> table.name().equals(target.name()))
                .count();
        boolean there = tables.stream().anyMatch(table -> same(table, target));
        boolean readBefore = report.inputs().contains(target.name().text());
        from.forEach(member -> resolver.from().add(member, scope, environment));
        if (there && named == 1 && !readBefore) {
            report.inputs().remove(target.name().text());
        }
        if (!there) {
            List<String> path = target.alias()
                    .name()
                    .map(name -> List.of(resolver.dialect().fold(name)))
                    .orElseGet(() -> resolver.from().path(target));
            scope.addFirst(new Member(path, resolver.from().base(target.name()), true));
        }
        return scope;
    }

    private static boolean same(Table one, Table other) {
        return one.name().equals(other.name()) && one.alias().equals(other.alias());
    }

    private static void collect(From from, List<Table> tables) {
        From first = from;
        while (first instanceof From.Join join) {
            collect(join.right(), tables);
            first = join.left();
        }
        switch (first) {
            case Table table -> tables.addFirst(table);
            case From.Join ignored -> {}
            case From.Location ignored -> {}
            case From.Derived ignored -> {}
            case From.Rows ignored -> {}
            case From.Pivot ignored -> {}
            case From.Unpivot ignored -> {}
            case From.Matched ignored -> {}
        }
    }

    /** {@code UPDATE a … FROM t AS a}: the target may be called by the alias that FROM gives it. */
    private Table meant(Table target, List<From> from) {
        if (target.name().parts().size() > 1) {
            return target;
        }
        List<Table> tables = new ArrayList<>();
        from.forEach(member -> collect(member, tables));
        return tables.stream()
                .filter(table -> table.alias()
                        .name()
                        .map(name -> resolver.dialect()
                                .fold(name)
                                .equals(target.name().last()))
                        .orElse(false))
                .findFirst()
                .or(() -> tables.stream()
                        .filter(table ->
                                table.name().last().equals(target.name().last())
                                        && table.alias().absent())
                        .findFirst())
                .orElse(target);
    }

    private void set(Set set, int position, Table target, List<From> from, Scope scope, Environment environment) {
        Sources sources = resolver.expressions().sources(set.value(), scope, environment);
        Optional<String> column = column(set, position, target);
        if (column.isEmpty()) {
            return;
        }
        String table = target.name().text();
        if (set.column().size() > 1) {
            List<String> qualifier =
                    resolver.from().names(set.column().subList(0, set.column().size() - 1));
            List<Table> tables = new ArrayList<>();
            from.forEach(member -> collect(member, tables));
            table = tables.stream()
                    .filter(one -> called(one, qualifier))
                    .map(one -> one.name().text())
                    .findFirst()
                    .orElse(table);
        }
        report.writes(table);
        report.column(table + "." + column.get(), sources);
    }

    private boolean called(Table table, List<String> qualifier) {
        return table.alias()
                .name()
                .map(name -> List.of(resolver.dialect().fold(name)))
                .orElseGet(() -> resolver.from().path(table))
                .equals(qualifier);
    }

    /** The column that is set: named, or by its position in the table, or as the value is called. */
    private Optional<String> column(Set set, int position, Table target) {
        if (!set.column().isEmpty()) {
            return Optional.of(resolver.dialect().fold(set.column().getLast()));
        }
        Optional<List<String>> known = resolver.tables().columns(target.name());
        if (known.isPresent() && position < known.get().size()) {
            return Optional.of(known.get().get(position));
        }
        return set.value() instanceof Column column
                ? Optional.of(resolver.dialect().fold(column.path().getLast()))
                : Optional.empty();
    }

    /** {@code UPDATE SET *}, {@code INSERT *}: columns of the source into those of the same name. */
    private void allByName(Table target, Scope scope) {
        Optional<List<String>> known = resolver.tables().columns(target.name());
        for (Member member : scope.members().subList(1, scope.members().size())) {
            for (Output output : member.relation().outputs()) {
                if (known.isEmpty() || output.name().equals("*") || known.get().contains(output.name())) {
                    report.column(target.name().text() + "." + output.name(), output.sources());
                }
            }
        }
    }

    /** What a conflict sets: it sees the table and, as {@code excluded}, the row that was refused. */
    void updates(Write write, Relation inserted, Environment environment) {
        Scope scope = new Scope(environment.outer());
        Table target = new Table(write.target(), From.Alias.NONE, 0);
        scope.add(new Member(resolver.from().path(target), resolver.from().base(write.target()), true));
        scope.add(new Member(List.of("excluded"), inserted, false));
        scope.add(new Member(List.of("new"), inserted, false));
        for (int index = 0; index < write.updates().size(); index++) {
            set(write.updates().get(index), index, target, List.of(), scope, environment);
        }
    }
}
