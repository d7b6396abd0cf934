package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.sql.Relation.Output;
import org.opendatagov.orchestrator.sql.Statement.Ask;
import org.opendatagov.orchestrator.sql.Statement.Change;
import org.opendatagov.orchestrator.sql.Statement.Copy;
import org.opendatagov.orchestrator.sql.Statement.Define;
import org.opendatagov.orchestrator.sql.Statement.Move;
import org.opendatagov.orchestrator.sql.Statement.Nothing;
import org.opendatagov.orchestrator.sql.Statement.Remove;
import org.opendatagov.orchestrator.sql.Statement.Several;
import org.opendatagov.orchestrator.sql.Statement.Swap;
import org.opendatagov.orchestrator.sql.Statement.Write;

/** Tells what one statement reads and writes. */
final class StatementResolver {
    private final Resolver resolver;
    private final Report report;
    private final ChangeResolver changes;

    StatementResolver(Resolver resolver) {
        this.resolver = resolver;
        this.report = resolver.report();
        this.changes = new ChangeResolver(resolver);
    }

    void resolve(Statement statement, Environment environment) {
        switch (statement) {
            case Ask ask -> ask(ask.query(), environment);
            case Write write -> write(write, environment);
            case Define define -> define(define);
            case Copy copy -> copy(copy);
            case Swap swap -> swap(swap);
            case Change change -> changes.change(change, environment);
            case Remove remove -> changes.remove(remove, environment);
            case Move move -> {
                move.inputs().forEach(report::reads);
                move.outputs().forEach(report::writes);
                move.dropped().forEach(resolver.tables()::drop);
            }
            case Several several -> several.statements().forEach(one -> resolve(one, environment));
            case Nothing ignored -> {}
        }
    }

    private void ask(Query query, Environment environment) {
        Relation relation = resolver.queries().relation(query, environment);
        Optional<Query.Into> into = into(query);
        if (into.isPresent()) {
            written(into.get().table(), relation, into.get().temporary());
        } else {
            relation.outputs().forEach(output -> report.asked(output.name(), output.sources()));
        }
    }

    private static Optional<Query.Into> into(Query query) {
        return switch (query) {
            case Query.Select select -> select.into();
            case Query.Combined combined -> into(combined.branches().getFirst());
            case Query.Sorted sorted -> into(sorted.query());
            case Query.With with -> into(with.body());
            case Query.Values ignored -> Optional.empty();
            case Query.Changing ignored -> Optional.empty();
        };
    }

    private void write(Write write, Environment environment) {
        Relation relation = resolver.queries().relation(write.query(), environment);
        List<String> names = resolver.from().names(write.columns());
        Relation named = names.isEmpty() ? positioned(write, relation) : relation.renamed(names);
        if (write.kind().equals("insert")
                || write.kind().equals("copy")
                || write.kind().equals("load")) {
            report.writes(write.target().text());
            columns(write.target(), named);
            changes.updates(write, named, environment);
        } else {
            written(write.target(), named, write.temporary());
        }
    }

    /** Without a column list, values go by position into a table whose columns are known. */
    private Relation positioned(Write write, Relation relation) {
        boolean created = write.kind().startsWith("create") || write.kind().equals("cache");
        Optional<List<String>> known =
                created ? Optional.empty() : resolver.tables().columns(write.target());
        boolean fits = known.isPresent()
                && relation.known()
                && !write.byName()
                && relation.columns().size() <= known.get().size();
        if (fits) {
            return relation.renamed(known.get().subList(0, relation.columns().size()));
        }
        return write.query() instanceof Query.Values ? Relation.any(relation.all()) : relation;
    }

    /** The result becomes a new table. */
    private void written(TableName table, Relation relation, boolean temporary) {
        report.writes(table.text());
        columns(table, relation);
        List<String> names =
                relation.known() ? relation.columns().stream().map(Output::name).toList() : List.of();
        resolver.tables().make(table, names, temporary);
    }

    private void columns(TableName table, Relation relation) {
        relation.outputs().forEach(output -> report.column(table.text() + "." + output.name(), output.sources()));
    }

    private void define(Define define) {
        report.writes(define.table().text());
        resolver.tables().make(define.table(), resolver.from().names(define.columns()), define.temporary());
    }

    private void copy(Copy copy) {
        report.reads(copy.from().text());
        Relation from = resolver.from().base(copy.from());
        report.writes(copy.to().text());
        if (copy.content()) {
            columns(copy.to(), from);
        }
        List<String> names = from.columns().stream().map(Output::name).toList();
        boolean created = copy.moved() || !copy.kind().equals("alter");
        if (created) {
            boolean temporary = copy.temporary()
                    || (copy.moved() && resolver.tables().temporary(copy.from().text()));
            resolver.tables().make(copy.to(), names, temporary);
        }
        if (copy.moved()) {
            resolver.tables().drop(copy.from());
        }
    }

    private void swap(Swap swap) {
        List<TableName> both = List.of(swap.one(), swap.other());
        both.forEach(table -> report.reads(table.text()));
        both.forEach(table -> report.writes(table.text()));
        List<Relation> relations =
                new ArrayList<>(both.stream().map(resolver.from()::base).toList());
        columns(swap.one(), relations.get(1));
        columns(swap.other(), relations.get(0));
    }
}
