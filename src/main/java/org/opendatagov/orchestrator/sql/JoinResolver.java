package org.opendatagov.orchestrator.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.opendatagov.orchestrator.sql.From.Join;
import org.opendatagov.orchestrator.sql.From.JoinKind;
import org.opendatagov.orchestrator.sql.Relation.Open;
import org.opendatagov.orchestrator.sql.Relation.Output;
import org.opendatagov.orchestrator.sql.Scope.Member;

/** Puts the two sides of a join into a scope. */
final class JoinResolver {
    private final Resolver resolver;
    private final FromResolver from;

    JoinResolver(Resolver resolver, FromResolver from) {
        this.resolver = resolver;
        this.from = from;
    }

    /** Long chains lean to the left: they are followed without recursion. */
    void add(Join join, Scope scope, Environment environment) {
        Deque<Join> chain = new ArrayDeque<>();
        From first = join;
        while (first instanceof Join next) {
            chain.push(next);
            first = next.left();
        }
        int start = scope.members().size();
        from.add(first, scope, environment);
        chain.forEach(next -> add(next, start, scope, environment));
    }

    private void add(Join join, int start, Scope scope, Environment environment) {
        int middle = scope.members().size();
        from.add(join.right(), scope, environment);
        Sources conditions = resolver.expressions().all(join.conditions(), scope, environment);
        resolver.report().decides(conditions, Use.JOIN);
        if (join.natural() || !join.using().isEmpty()) {
            List<Member> left = List.copyOf(scope.members().subList(start, middle));
            List<Member> right =
                    List.copyOf(scope.members().subList(middle, scope.members().size()));
            resolver.report().step(left.size());
            shared(join, left, right).forEach(name -> share(name, join.kind(), left, right, scope));
        }
        if (join.kind() == JoinKind.ONLY_LEFT) {
            hide(scope, middle, scope.members().size());
        } else if (join.kind() == JoinKind.ONLY_RIGHT) {
            hide(scope, start, middle);
        }
    }

    private Set<String> shared(Join join, List<Member> left, List<Member> right) {
        Set<String> names = new LinkedHashSet<>(from.names(join.using()));
        if (join.natural()) {
            Set<String> there = new LinkedHashSet<>();
            right.forEach(member -> member.relation().columns().forEach(output -> there.add(output.name())));
            left.forEach(member -> member.relation().columns().stream()
                    .map(Output::name)
                    .filter(there::contains)
                    .forEach(names::add));
        }
        return names;
    }

    /** A shared column is the left one; of a right join the right one; of a full join either. */
    private void share(String name, JoinKind kind, List<Member> left, List<Member> right, Scope scope) {
        Sources before = scope.joined().getOrDefault(name, column(name, left));
        Sources after = column(name, right);
        resolver.report().decides(Sources.merged(List.of(before, after)), Use.JOIN);
        Sources value = switch (kind) {
            case INNER, LEFT, ONLY_LEFT -> before.size() == 0 ? after : before;
            case RIGHT, ONLY_RIGHT -> after.size() == 0 ? before : after;
            case FULL -> Sources.merged(List.of(before, after)).within(Use.TRANSFORMATION);
        };
        scope.joined().put(name, value);
    }

    private static Sources column(String name, List<Member> members) {
        List<Output> known = members.stream()
                .flatMap(member -> member.relation().named(name).stream())
                .toList();
        if (!known.isEmpty()) {
            return known.getFirst().sources();
        }
        List<Open> open = members.stream()
                .flatMap(member -> member.relation().open().stream())
                .toList();
        return open.isEmpty() ? Sources.NONE : open.getFirst().column(name);
    }

    private static void hide(Scope scope, int from, int to) {
        for (int index = from; index < to; index++) {
            scope.hide(index);
        }
    }
}
