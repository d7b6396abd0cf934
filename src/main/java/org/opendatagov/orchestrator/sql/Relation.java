package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rows with named columns: a table, a query's result, what a function gives.
 *
 * @param columns those that are known, in their order
 * @param open where columns that are not known may come from; none: all columns are known
 */
record Relation(List<Output> columns, List<Open> open) {
    static final Relation NOTHING = new Relation(List.of(), List.of());

    /** A column and where its value comes from. */
    record Output(String name, Sources sources) {}

    /**
     * Rows whose columns are not known. Several of them in one relation are alternatives.
     *
     * @param tables a column of any name comes from all of these
     * @param sources any column comes from these too
     * @param hidden names that are not among them
     */
    record Open(List<String> tables, Sources sources, Set<String> hidden) {
        Sources column(String name) {
            List<Sources> all = new ArrayList<>();
            all.add(sources);
            tables.forEach(table -> all.add(Sources.of(new SourceColumn(table, name))));
            return Sources.merged(all);
        }

        Open without(Set<String> names) {
            Set<String> more = new HashSet<>(hidden);
            more.addAll(names);
            return new Open(tables, sources, more);
        }
    }

    static Relation table(String name) {
        return new Relation(List.of(), List.of(new Open(List.of(name), Sources.NONE, Set.of())));
    }

    /** Rows any column of which comes from the same. */
    static Relation any(Sources sources) {
        return new Relation(List.of(), List.of(new Open(List.of(), sources, Set.of())));
    }

    boolean known() {
        return open.isEmpty();
    }

    /** The columns of this name. */
    List<Output> named(String name) {
        return columns.stream().filter(output -> output.name().equals(name)).toList();
    }

    /** Columns by another name, from the first on. */
    Relation renamed(List<String> names) {
        if (names.isEmpty()) {
            return this;
        }
        List<Output> renamed = new ArrayList<>();
        for (int index = 0; index < Math.max(names.size(), columns.size()); index++) {
            String name =
                    index < names.size() ? names.get(index) : columns.get(index).name();
            Sources sources = index < columns.size() ? columns.get(index).sources() : unknown();
            renamed.add(new Output(name, sources));
        }
        return new Relation(renamed, columns.isEmpty() ? List.of() : open);
    }

    /** A column of which only the table can be told. */
    private Sources unknown() {
        return Sources.merged(open.stream().map(one -> one.column("*")).toList());
    }

    /** Everything that can be told as one: for a row as a value, or for a query as a value. */
    Sources all() {
        List<Sources> all =
                new ArrayList<>(columns.stream().map(Output::sources).toList());
        all.add(unknown());
        return Sources.merged(all);
    }

    /** All columns with their sources, those that are not known as {@code *}. */
    List<Output> outputs() {
        if (open.isEmpty()) {
            return columns;
        }
        List<Output> outputs = new ArrayList<>(columns);
        Sources unknown = unknown();
        if (unknown.size() > 0) {
            outputs.add(new Output("*", unknown));
        }
        return outputs;
    }

    /** Rows of several relations below each other. */
    static Relation stacked(List<Relation> relations, boolean byName) {
        boolean known = relations.stream().allMatch(Relation::known);
        if (byName || !known) {
            return byName(relations);
        }
        Relation first = relations.getFirst();
        List<Output> outputs = new ArrayList<>();
        for (int index = 0; index < first.columns.size(); index++) {
            int position = index;
            List<Sources> sources = relations.stream()
                    .filter(relation -> position < relation.columns.size())
                    .map(relation -> relation.columns.get(position).sources())
                    .toList();
            outputs.add(new Output(first.columns.get(index).name(), Sources.merged(sources)));
        }
        return new Relation(outputs, List.of());
    }

    /** Where one of them is open, its columns are told apart by name alone. */
    private static Relation byName(List<Relation> relations) {
        Map<String, List<Sources>> named = new LinkedHashMap<>();
        for (Relation relation : relations) {
            relation.columns.forEach(output -> named.computeIfAbsent(output.name(), ignored -> new ArrayList<>())
                    .add(output.sources()));
        }
        List<Open> open = relations.stream()
                .flatMap(relation -> relation.open.stream())
                .distinct()
                .toList();
        List<Output> outputs = new ArrayList<>();
        named.forEach((name, sources) -> {
            open.forEach(one -> sources.add(one.column(name)));
            outputs.add(new Output(name, Sources.merged(sources)));
        });
        return new Relation(outputs, open.isEmpty() ? List.of() : List.of(all(open)));
    }

    private static Open all(List<Open> open) {
        return new Open(
                open.stream().flatMap(one -> one.tables().stream()).distinct().toList(),
                Sources.merged(open.stream().map(Open::sources).toList()),
                Set.of());
    }
}
