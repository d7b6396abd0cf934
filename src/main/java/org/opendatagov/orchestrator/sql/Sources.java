package org.opendatagov.orchestrator.sql;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** From which columns a value comes, and how. Not changed once it is given away. */
final class Sources {
    static final Sources NONE = new Sources();

    private final Map<SourceColumn, Set<Use>> uses = new LinkedHashMap<>();

    private Sources() {}

    static Sources of(SourceColumn column) {
        Sources sources = new Sources();
        sources.uses.put(column, EnumSet.of(Use.IDENTITY));
        return sources;
    }

    static Sources merged(Iterable<Sources> all) {
        Sources merged = new Sources();
        all.forEach(one -> one.uses.forEach(merged::add));
        return merged.uses.isEmpty() ? NONE : merged;
    }

    /** The same columns, used by an expression in this way. */
    Sources within(Use outer) {
        if (outer == Use.IDENTITY || uses.isEmpty()) {
            return this;
        }
        Sources result = new Sources();
        uses.forEach((column, inner) -> inner.forEach(use -> result.add(column, EnumSet.of(use.within(outer)))));
        return result;
    }

    private void add(SourceColumn column, Set<Use> more) {
        uses.computeIfAbsent(column, ignored -> EnumSet.noneOf(Use.class)).addAll(more);
    }

    void forEach(BiConsumer<SourceColumn, Set<Use>> consumer) {
        uses.forEach(consumer);
    }

    int size() {
        return uses.size();
    }

    Set<SourceColumn> columns() {
        return Collections.unmodifiableSet(uses.keySet());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sources sources && sources.uses.equals(uses);
    }

    @Override
    public int hashCode() {
        return uses.hashCode();
    }
}
