package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.sql.Expression.Column;
import org.opendatagov.orchestrator.sql.Relation.Open;
import org.opendatagov.orchestrator.sql.Relation.Output;
import org.opendatagov.orchestrator.sql.Scope.Member;

/** Tells which columns a name means. */
final class ColumnResolver {
    private final Dialect dialect;
    private final Report report;

    ColumnResolver(Dialect dialect, Report report) {
        this.dialect = dialect;
        this.report = report;
    }

    Sources sources(Column column, Scope scope) {
        report.step(1);
        List<String> path = column.path().stream().map(dialect::fold).toList();
        if (path.size() > 1) {
            Optional<Sources> qualified = qualified(path, scope);
            if (qualified.isPresent()) {
                return qualified.get();
            }
        }
        return unqualified(column, path, scope);
    }

    /** The longest qualifier that names a member counts; what follows the column are fields of it. */
    private Optional<Sources> qualified(List<String> path, Scope scope) {
        for (int length = path.size() - 1; length > 0; length--) {
            Optional<Member> member = scope.member(path.subList(0, length));
            if (member.isPresent()) {
                Optional<Sources> found = in(member.get().relation(), path.get(length));
                if (found.isPresent()) {
                    return found.map(sources -> fields(path, sources, member.get(), scope));
                }
            }
        }
        if (scope.acceptsAnyQualifier()) {
            return Optional.empty();
        }
        return scope.outer().flatMap(outer -> qualified(path, outer));
    }

    private static Sources fields(List<String> path, Sources sources, Member member, Scope scope) {
        boolean whole = member.called(path.subList(0, path.size() - 1)) || scope.acceptsAnyQualifier();
        return whole ? sources : sources.within(Use.TRANSFORMATION);
    }

    private static Optional<Sources> in(Relation relation, String name) {
        List<Output> known = relation.named(name);
        if (!known.isEmpty()) {
            return Optional.of(known.getFirst().sources());
        }
        List<Open> open = relation.open().stream()
                .filter(one -> !one.hidden().contains(name))
                .toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(open.size() == 1 ? open.getFirst().column(name) : Sources.of(new SourceColumn("", name)));
    }

    private Sources unqualified(Column column, List<String> path, Scope scope) {
        int offset = column.offset();
        String name = scope.acceptsAnyQualifier() ? path.getLast() : path.getFirst();
        boolean field = path.size() > 1 && !scope.acceptsAnyQualifier();
        if (column.path().getFirst().likeValue()
                && scope.members().stream()
                        .allMatch(member -> member.relation().named(name).isEmpty())) {
            return Sources.NONE;
        }
        Sources found = find(name, scope, offset, field).orElseGet(() -> {
            report.unresolved(String.join(".", path), List.of(), offset);
            return Sources.NONE;
        });
        return field ? found.within(Use.TRANSFORMATION) : found;
    }

    private Optional<Sources> find(String name, Scope scope, int offset, boolean field) {
        for (Optional<Scope> at = Optional.of(scope);
                at.isPresent();
                at = at.get().outer()) {
            Optional<Sources> found = here(name, at.get(), offset, field);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Sources> here(String name, Scope scope, int offset, boolean field) {
        if (scope.parameters().contains(name)) {
            return Optional.of(Sources.NONE);
        }
        Optional<Sources> joined = Optional.ofNullable(scope.joined().get(name));
        if (joined.isPresent()) {
            return joined;
        }
        report.step(scope.members().size());
        List<Member> visible = scope.members().stream().filter(Member::visible).toList();
        List<Member> known = visible.stream()
                .filter(member -> !member.relation().named(name).isEmpty())
                .toList();
        if (known.size() == 1) {
            return in(known.getFirst().relation(), name);
        }
        if (known.size() > 1) {
            return Optional.of(ambiguous(name, known, offset));
        }
        Optional<Sources> alias = scope.aliased(name);
        return alias.isPresent() ? alias : maybe(name, scope, visible, offset, field);
    }

    /** No member has the column for sure: it may be a whole row, or a column of one that is not known. */
    private Optional<Sources> maybe(String name, Scope scope, List<Member> visible, int offset, boolean field) {
        Optional<Member> row = scope.member(List.of(name));
        if (row.isPresent() && !field) {
            return Optional.of(row.get().relation().all().within(Use.TRANSFORMATION));
        }
        List<Member> all = visible.stream()
                .filter(member -> in(member.relation(), name).isPresent())
                .toList();
        List<Member> ofTables = all.stream()
                .filter(member -> !tables(member.relation()).isEmpty())
                .toList();
        List<Member> open = ofTables.isEmpty() ? all : ofTables;
        if (open.isEmpty()) {
            return Optional.empty();
        }
        if (open.size() > 1) {
            return Optional.of(ambiguous(name, open, offset));
        }
        Relation relation = open.getFirst().relation();
        if (relation.open().size() > 1) {
            report.unresolved(name, tables(relation), offset);
        }
        return in(relation, name);
    }

    /** More than one may be meant: said so, and the column is told without a table. */
    private Sources ambiguous(String name, List<Member> members, int offset) {
        List<String> candidates = new ArrayList<>();
        for (Member member : members) {
            List<String> tables = tables(member.relation());
            candidates.addAll(tables.isEmpty() ? List.of(String.join(".", member.path())) : tables);
        }
        report.unresolved(name, candidates.stream().distinct().toList(), offset);
        return Sources.of(new SourceColumn("", name));
    }

    private static List<String> tables(Relation relation) {
        return relation.open().stream().flatMap(open -> open.tables().stream()).toList();
    }
}
