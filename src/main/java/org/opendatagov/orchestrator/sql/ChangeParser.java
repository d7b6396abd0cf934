package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import org.opendatagov.orchestrator.sql.From.Table;
import org.opendatagov.orchestrator.sql.Query.Named;
import org.opendatagov.orchestrator.sql.Statement.Branch;
import org.opendatagov.orchestrator.sql.Statement.Change;
import org.opendatagov.orchestrator.sql.Statement.Remove;
import org.opendatagov.orchestrator.sql.Statement.Set;

/** Reads UPDATE, DELETE and MERGE. */
final class ChangeParser {
    private final Parsers parsers;
    private final Tokens tokens;
    private final AssignmentParser assignments;

    ChangeParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
        this.assignments = new AssignmentParser(parsers);
    }

    Statement update(List<Named> named) {
        tokens.take();
        top();
        while (tokens.atAny("LOW_PRIORITY", "IGNORE", "OR", "ROLLBACK", "ABORT", "REPLACE", "FAIL")
                && !tokens.peek(1).is("SET")) {
            tokens.take();
        }
        List<From> from = new ArrayList<>(parsers.from().list());
        Table target = first(from.getFirst());
        boolean alone = from.size() == 1 && from.getFirst() instanceof Table;
        if (alone) {
            from.clear();
        }
        tokens.expect("SET");
        List<Set> sets = assignments.assignments();
        output();
        if (tokens.skip("FROM")) {
            from.addAll(parsers.from().list());
        }
        List<Expression> conditions = conditions();
        return new Change("update", named, target, from, conditions, List.of(new Branch(sets, List.of(), false)));
    }

    private void top() {
        if (tokens.at("TOP", "(")) {
            tokens.take();
            tokens.skipParentheses();
        }
    }

    private void output() {
        if (tokens.skip("OUTPUT")) {
            tokens.skipTo("FROM", "WHERE", ";");
        }
    }

    private List<Expression> conditions() {
        List<Expression> conditions = new ArrayList<>();
        if (tokens.skip("WHERE")) {
            if (tokens.skip("CURRENT", "OF")) {
                tokens.take();
            } else {
                conditions.add(parsers.expressions().expression());
            }
        }
        if (tokens.atAny("ORDER", "LIMIT", "OPTION")) {
            tokens.skipTo(";", ")", "RETURNING");
        }
        return conditions;
    }

    /** The leftmost table of a join. */
    private Table first(From from) {
        From leftmost = from;
        while (leftmost instanceof From.Join join) {
            leftmost = join.left();
        }
        return switch (leftmost) {
            case Table table -> table;
            case From.Join ignored -> throw tokens.expected("a table to change before it");
            case From.Location ignored -> throw tokens.expected("a table to change before it");
            case From.Derived ignored -> throw tokens.expected("a table to change before it");
            case From.Rows ignored -> throw tokens.expected("a table to change before it");
            case From.Pivot ignored -> throw tokens.expected("a table to change before it");
            case From.Unpivot ignored -> throw tokens.expected("a table to change before it");
            case From.Matched ignored -> throw tokens.expected("a table to change before it");
        };
    }

    Statement delete(List<Named> named) {
        tokens.take();
        top();
        while (tokens.atAny("LOW_PRIORITY", "QUICK", "IGNORE")) {
            tokens.take();
        }
        boolean from = tokens.skip("FROM");
        tokens.skip("TABLE");
        Table target = parsers.from().factors().target();
        while (tokens.skip(",")) {
            parsers.from().factors().target();
        }
        tokens.skip(".", "*");
        output();
        List<From> sources = new ArrayList<>();
        if (tokens.skip("USING") || tokens.skip("FROM")) {
            sources.addAll(parsers.from().list());
        } else if (from && !tokens.atAny("WHERE", "RETURNING", "ORDER", "LIMIT", ";") && !tokens.atEnd()) {
            From joined = parsers.from().joined(target);
            sources.addAll(joined instanceof Table ? List.of() : List.of(joined));
        }
        return new Remove(named, target, sources, conditions());
    }

    Statement merge(List<Named> named) {
        tokens.take();
        top();
        tokens.skip("INTO");
        Table target = parsers.from().factors().target();
        tokens.expect("USING");
        From source = parsers.from().joined();
        List<Expression> conditions = new ArrayList<>();
        if (tokens.skip("ON")) {
            conditions.add(parsers.expressions().expression());
        } else if (source instanceof From.Join join) {
            conditions.addAll(join.conditions());
            source = join.right() instanceof From.Rows ? join.left() : source;
        } else {
            throw tokens.expected("'ON'");
        }
        List<Branch> branches = new ArrayList<>();
        while (tokens.skip("WHEN")) {
            branches.add(branch());
        }
        if (branches.isEmpty()) {
            throw tokens.expected("'WHEN'");
        }
        output();
        return new Change("merge", named, target, List.of(source), conditions, branches);
    }

    private Branch branch() {
        tokens.skip("NOT");
        tokens.expect("MATCHED");
        if (tokens.skip("BY")) {
            tokens.skipAny("SOURCE", "TARGET");
        }
        List<Expression> conditions = new ArrayList<>();
        if (tokens.skip("AND")) {
            conditions.add(parsers.expressions().expression());
        }
        tokens.expect("THEN");
        Branch branch = action(conditions);
        while (tokens.skip("WHERE") || tokens.skip("DELETE", "WHERE")) {
            conditions.add(parsers.expressions().expression());
        }
        return branch;
    }

    private Branch action(List<Expression> conditions) {
        if (tokens.skip("UPDATE")) {
            if (all()) {
                return new Branch(List.of(), conditions, true);
            }
            tokens.expect("SET");
            return new Branch(assignments.assignments(), conditions, false);
        }
        if (tokens.skip("INSERT")) {
            return all() ? new Branch(List.of(), conditions, true) : new Branch(inserted(), conditions, false);
        }
        if (!tokens.skip("DELETE") && !tokens.skip("DO", "NOTHING")) {
            throw tokens.expected("'UPDATE', 'INSERT', 'DELETE' or 'DO NOTHING'");
        }
        return new Branch(List.of(), conditions, false);
    }

    /** {@code SET *}, {@code *}, {@code ROW}, {@code ALL BY NAME}. */
    private boolean all() {
        boolean all =
                tokens.skip("SET", "*") || tokens.skip("*") || tokens.skip("ROW") || tokens.skip("ALL", "BY", "NAME");
        if (all && tokens.skip("EXCEPT")) {
            tokens.skipParentheses();
        }
        return all;
    }

    private List<Set> inserted() {
        List<Identifier> columns = tokens.at("(") ? parsers.queries().columns() : List.of();
        if (tokens.skip("ROW")) {
            return List.of();
        }
        tokens.skip("OVERRIDING", "SYSTEM", "VALUE");
        if (tokens.skip("DEFAULT", "VALUES")) {
            return List.of();
        }
        tokens.expect("VALUES");
        List<Expression> values = parsers.queries().row();
        List<Set> sets = new ArrayList<>();
        for (int index = 0; index < values.size(); index++) {
            List<Identifier> column = index < columns.size() ? List.of(columns.get(index)) : List.of();
            sets.add(new Set(column, values.get(index)));
        }
        return sets;
    }
}
