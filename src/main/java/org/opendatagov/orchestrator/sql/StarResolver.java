package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opendatagov.orchestrator.sql.Expression.Column;
import org.opendatagov.orchestrator.sql.Expression.Item;
import org.opendatagov.orchestrator.sql.Expression.Star;
import org.opendatagov.orchestrator.sql.Relation.Open;
import org.opendatagov.orchestrator.sql.Relation.Output;
import org.opendatagov.orchestrator.sql.Scope.Member;

/** Expands {@code *} and {@code t.*} as far as the tables' columns are known. */
final class StarResolver {
    private final Resolver resolver;

    StarResolver(Resolver resolver) {
        this.resolver = resolver;
    }

    Relation expanded(Star star, Scope scope, Environment environment) {
        Relation all = star.qualifier().isEmpty() ? everything(scope) : of(star, scope, environment);
        return changed(all, star, scope, environment);
    }

    private static Relation everything(Scope scope) {
        List<Output> outputs = new ArrayList<>();
        List<Open> open = new ArrayList<>();
        scope.joined().forEach((name, sources) -> outputs.add(new Output(name, sources)));
        Set<String> joined = scope.joined().keySet();
        for (Member member : scope.members()) {
            if (member.visible()) {
                member.relation().columns().stream()
                        .filter(output -> !joined.contains(output.name()))
                        .forEach(outputs::add);
                member.relation().open().stream()
                        .map(one -> joined.isEmpty() ? one : one.without(joined))
                        .forEach(open::add);
            }
        }
        return new Relation(outputs, open);
    }

    /** {@code t.*}; what names no member is a column whose fields are meant. */
    private Relation of(Star star, Scope scope, Environment environment) {
        List<String> qualifier =
                star.qualifier().stream().map(resolver.dialect()::fold).toList();
        for (Optional<Scope> at = Optional.of(scope);
                at.isPresent();
                at = at.get().outer()) {
            Optional<Member> member = at.get().member(qualifier);
            if (member.isPresent()) {
                return member.get().relation();
            }
        }
        Column column = new Column(star.qualifier(), star.offset());
        Sources fields = resolver.expressions().sources(column, scope, environment);
        return Relation.any(fields.within(Use.TRANSFORMATION));
    }

    private Relation changed(Relation all, Star star, Scope scope, Environment environment) {
        Set<String> hidden = new HashSet<>();
        star.except().forEach(name -> hidden.add(resolver.dialect().fold(name)));
        Map<String, Sources> replaced = new HashMap<>();
        for (Item item : star.replaced()) {
            String name = resolver.dialect().fold(item.alias().orElseThrow());
            replaced.put(name, resolver.expressions().sources(item.expression(), scope, environment));
        }
        Map<String, String> renamed = new HashMap<>();
        star.renamed()
                .forEach(one -> renamed.put(
                        resolver.dialect().fold(one.from()), resolver.dialect().fold(one.to())));
        if (hidden.isEmpty() && replaced.isEmpty() && renamed.isEmpty()) {
            return all;
        }
        List<Output> outputs = new ArrayList<>();
        for (Output output : all.columns()) {
            if (!hidden.contains(output.name())) {
                Sources sources = replaced.getOrDefault(output.name(), output.sources());
                outputs.add(new Output(renamed.getOrDefault(output.name(), output.name()), sources));
            }
        }
        return all.known() ? new Relation(outputs, List.of()) : open(all, outputs, hidden, replaced, renamed);
    }

    /** Columns that are named are known, then, though the others are not. */
    private static Relation open(
            Relation all,
            List<Output> outputs,
            Set<String> hidden,
            Map<String, Sources> replaced,
            Map<String, String> renamed) {
        replaced.forEach((name, sources) -> {
            if (outputs.stream().noneMatch(output -> output.name().equals(name))) {
                outputs.add(new Output(name, sources));
            }
        });
        renamed.forEach((from, to) -> {
            if (outputs.stream().noneMatch(output -> output.name().equals(to))
                    && all.open().size() == 1) {
                outputs.add(new Output(to, all.open().getFirst().column(from)));
            }
        });
        Set<String> gone = new HashSet<>(hidden);
        gone.addAll(replaced.keySet());
        gone.addAll(renamed.keySet());
        return new Relation(
                outputs, all.open().stream().map(one -> one.without(gone)).toList());
    }
}
