package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is found out about one statement while it is resolved. Bounded: a statement that needs more steps is given up. */
final class Report {
    /** Less than a second of work; the largest query of TPC-DS needs some thousand. */
    private static final long MOST_STEPS = 1_000_000;
    /** For all statements of a script. */
    private static final long MOST_OF_SCRIPT = 10_000_000;

    private final Set<String> inputs = new LinkedHashSet<>();
    private final Set<String> outputs = new LinkedHashSet<>();
    private final List<Output> columns = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<Sources> indirect = new ArrayList<>();
    private final Set<Unresolved> unresolved = new LinkedHashSet<>();
    private final long before;
    private long steps;

    /** @param before steps that the statements before it took */
    Report(long before) {
        this.before = before;
    }

    /** A column that is written. */
    record Output(String target, Sources sources) {}

    /** A column whose table cannot be told. */
    record Unresolved(String column, List<String> candidates, int offset) {}

    void reads(String table) {
        inputs.add(table);
    }

    void writes(String table) {
        outputs.add(table);
    }

    /** A column that is asked for; another one may have the same name. */
    void asked(String name, Sources sources) {
        step(sources.size());
        columns.add(new Output(name, sources));
    }

    /** A column that is written, by one branch of the statement or by several. */
    void column(String target, Sources sources) {
        step(sources.size());
        Integer known = positions.putIfAbsent(target, columns.size());
        if (known == null) {
            columns.add(new Output(target, sources));
        } else {
            Sources merged = Sources.merged(List.of(columns.get(known).sources(), sources));
            columns.set(known, new Output(target, merged));
        }
    }

    /** Columns that decide on rows. */
    void decides(Sources sources, Use use) {
        step(sources.size());
        if (sources.size() > 0) {
            indirect.add(sources.within(use));
        }
    }

    void unresolved(String column, List<String> candidates, int offset) {
        unresolved.add(new Unresolved(column, candidates, offset));
    }

    void step(int count) {
        steps += 1 + count;
        if (before + steps > MOST_OF_SCRIPT) {
            throw new SyntaxFault("The script is too large to be resolved further; send it in parts.", 0);
        }
        if (steps > MOST_STEPS) {
            throw new SyntaxFault("Too many columns depend on too many others for this statement to be resolved.", 0);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new SyntaxFault("Resolving was interrupted.", 0);
        }
    }

    /** Steps so far, those before it too. */
    long steps() {
        return before + steps;
    }

    Set<String> inputs() {
        return inputs;
    }

    Set<String> outputs() {
        return outputs;
    }

    List<Output> columns() {
        return columns;
    }

    Sources indirect() {
        return Sources.merged(indirect);
    }

    Set<Unresolved> unresolved() {
        return unresolved;
    }
}
