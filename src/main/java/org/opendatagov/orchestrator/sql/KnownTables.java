package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tables whose columns are known: what the script made so far goes before what is known outside. */
final class KnownTables {
    private final Dialect dialect;
    private final TableColumns outside;
    private final Map<String, Optional<List<String>>> made = new HashMap<>();
    private final Map<String, Optional<List<String>>> asked = new HashMap<>();
    private final Set<String> temporary = new HashSet<>();

    KnownTables(Dialect dialect, TableColumns outside) {
        this.dialect = dialect;
        this.outside = outside;
    }

    Optional<List<String>> columns(TableName table) {
        String name = table.text();
        return made.containsKey(name) ? made.get(name) : asked.computeIfAbsent(name, this::ask);
    }

    private Optional<List<String>> ask(String name) {
        return outside.of(name)
                .map(columns -> columns.stream()
                        .map(column -> dialect.fold(new Identifier(column, true)))
                        .toList());
    }

    /** A table with these columns is there from now on; none: they are not known. */
    void make(TableName table, List<String> columns, boolean transitory) {
        made.put(table.text(), columns.isEmpty() ? Optional.empty() : Optional.of(new ArrayList<>(columns)));
        if (transitory) {
            temporary.add(table.text());
        }
    }

    void drop(TableName table) {
        made.remove(table.text());
    }

    boolean temporary(String table) {
        return temporary.contains(table);
    }
}
