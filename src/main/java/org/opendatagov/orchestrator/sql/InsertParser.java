package org.opendatagov.orchestrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.sql.Expression.Item;
import org.opendatagov.orchestrator.sql.From.Alias;
import org.opendatagov.orchestrator.sql.From.Derived;
import org.opendatagov.orchestrator.sql.Query.Named;
import org.opendatagov.orchestrator.sql.Query.Select;
import org.opendatagov.orchestrator.sql.Query.Values;
import org.opendatagov.orchestrator.sql.Statement.Set;
import org.opendatagov.orchestrator.sql.Statement.Several;
import org.opendatagov.orchestrator.sql.Statement.Write;

/** Reads INSERT in all its forms, also Hive's and Oracle's into several tables. */
final class InsertParser {
    private final Parsers parsers;
    private final Tokens tokens;
    private final AssignmentParser assignments;

    InsertParser(Parsers parsers) {
        this.parsers = parsers;
        this.tokens = parsers.tokens();
        this.assignments = new AssignmentParser(parsers);
    }

    /** {@code FROM t INSERT … SELECT … INSERT … SELECT …}, or a query whose FROM stands first. */
    Statement fromFirst(List<Named> named) {
        int mark = tokens.mark();
        tokens.expect("FROM");
        List<From> from = parsers.from().list();
        if (!tokens.at("INSERT")) {
            tokens.reset(mark);
            return new Statement.Ask(
                    StatementParser.seeing(named, parsers.queries().query()));
        }
        List<Statement> inserts = new ArrayList<>();
        while (tokens.at("INSERT")) {
            Target target = target();
            Query query = parsers.queries().select(from);
            inserts.add(write(target, StatementParser.seeing(named, query), List.of()));
        }
        return new Several("insert", inserts);
    }

    Statement insert(List<Named> named) {
        if ((tokens.at("INSERT") && (tokens.peek(1).is("ALL") || tokens.peek(1).is("FIRST")))
                || tokens.at("INSERT", "OVERWRITE", "ALL")) {
            return several(named);
        }
        Target target = target();
        if (tokens.skip("OUTPUT")) {
            tokens.skipTo("VALUES", "SELECT", "WITH", "EXEC", "(", ";");
        }
        if (tokens.skipAny("EXEC", "EXECUTE", "CALL")) {
            tokens.skipTo(";");
            return write(target, new Values(List.of()), List.of());
        }
        if (tokens.skip("DEFAULT", "VALUES")) {
            return write(target, new Values(List.of()), updates());
        }
        if (tokens.skip("SET")) {
            return assigned(target, named);
        }
        if (tokens.skip("VALUE")) {
            return write(target, new Values(List.of(parsers.queries().row())), updates());
        }
        Query query = StatementParser.seeing(named, parsers.queries().query());
        return write(target, query, updates());
    }

    /** MySQL's {@code INSERT INTO t SET a = 1}. */
    private Write assigned(Target target, List<Named> named) {
        List<Set> sets = assignments.assignments();
        List<Identifier> columns =
                sets.stream().map(set -> set.column().getLast()).toList();
        Query row = new Values(List.of(sets.stream().map(Set::value).toList()));
        Target columned = new Target(target.name(), columns, target.byName());
        return write(columned, StatementParser.seeing(named, row), updates());
    }

    private record Target(TableName name, List<Identifier> columns, boolean byName) {}

    private Target target() {
        tokens.take();
        while (tokens.atAny(
                        "INTO",
                        "OVERWRITE",
                        "IGNORE",
                        "LOW_PRIORITY",
                        "HIGH_PRIORITY",
                        "DELAYED",
                        "OR",
                        "ABORT",
                        "FAIL")
                || (tokens.at("REPLACE") && !tokens.at("REPLACE", "WHERE"))
                || tokens.at("LOCAL", "DIRECTORY")
                || (tokens.at("TABLE") && !tokens.peek(1).is("."))) {
            tokens.take();
        }
        if (tokens.skip("TOP")) {
            tokens.skipParentheses();
            tokens.skip("INTO");
        }
        if (tokens.skip("DIRECTORY")) {
            return directory();
        }
        TableName name = parsers.from().tableName();
        if (tokens.skip("AS")) {
            tokens.name("an alias");
        } else if (tokens.peek().isName()
                && tokens.peek(1).is("(")
                && !Words.NO_ALIAS.contains(tokens.peek().word())) {
            tokens.take();
        }
        return details(name);
    }

    private Target details(TableName name) {
        List<Identifier> columns = List.of();
        boolean byName = false;
        boolean more = true;
        while (more) {
            if (tokens.skip("PARTITION")) {
                tokens.skipParentheses();
            } else if (tokens.at("(") && !parsers.queryAhead(0)) {
                columns = parsers.queries().columns();
            } else if (tokens.skip("BY", "NAME")) {
                byName = true;
            } else if (tokens.skip("REPLACE", "WHERE")) {
                parsers.expressions().expression();
            } else if (tokens.skip("WITH", "(") || tokens.at("REPLACE", "USING", "(")) {
                tokens.skipTo(")");
                tokens.expect(")");
            } else if (tokens.skip("OVERRIDING")) {
                tokens.take();
                tokens.take();
            } else {
                more = tokens.skip("IF", "NOT", "EXISTS") || tokens.skip("BY", "POSITION");
            }
        }
        return new Target(name, columns, byName);
    }

    private Target directory() {
        String location = Locations.of(tokens.take().text());
        while (!tokens.atEnd() && !tokens.atAny("SELECT", "FROM", "WITH", "VALUES", ";") && !parsers.queryAhead(0)) {
            tokens.take();
        }
        return new Target(new TableName(List.of(location)), List.of(), false);
    }

    private Write write(Target target, Query query, List<Set> updates) {
        boolean hash = target.name().last().startsWith("#");
        return new Write("insert", target.name(), target.columns(), query, target.byName(), hash, updates);
    }

    /** {@code ON CONFLICT … DO UPDATE SET …}, {@code ON DUPLICATE KEY UPDATE …}. */
    private List<Set> updates() {
        if (tokens.skip("AS")) {
            tokens.name("an alias");
            if (tokens.at("(")) {
                tokens.skipParentheses();
            }
        }
        List<Set> updates = new ArrayList<>();
        while (tokens.skip("ON", "CONFLICT")) {
            tokens.skipTo("DO", ";");
            tokens.expect("DO");
            if (!tokens.skip("NOTHING")) {
                tokens.expect("UPDATE");
                tokens.expect("SET");
                updates.addAll(assignments.assignments());
                if (tokens.skip("WHERE")) {
                    parsers.expressions().expression();
                }
            }
        }
        if (tokens.skip("ON", "DUPLICATE", "KEY", "UPDATE")) {
            updates.addAll(assignments.assignments());
        }
        return updates;
    }

    /** Oracle's and Snowflake's INSERT ALL: each INTO takes values from the one query at the end. */
    private Statement several(List<Named> named) {
        tokens.take();
        tokens.skip("OVERWRITE");
        tokens.take();
        List<Target> targets = new ArrayList<>();
        List<Optional<List<Expression>>> values = new ArrayList<>();
        List<Expression> conditions = new ArrayList<>();
        while (!tokens.atAny("SELECT", "WITH", "(", "VALUES")) {
            if (tokens.skip("WHEN")) {
                conditions.add(parsers.expressions().expression());
                tokens.expect("THEN");
            }
            tokens.skip("ELSE");
            if (!tokens.at("INTO")) {
                throw tokens.expected("'INTO'");
            }
            targets.add(target());
            values.add(tokens.skip("VALUES") ? Optional.of(parsers.queries().row()) : Optional.empty());
        }
        Query query = StatementParser.seeing(named, parsers.queries().query());
        List<Statement> inserts = new ArrayList<>();
        for (int index = 0; index < targets.size(); index++) {
            inserts.add(write(targets.get(index), chosen(values.get(index), query, conditions), List.of()));
        }
        return new Several("insert", inserts);
    }

    private static Query chosen(Optional<List<Expression>> values, Query query, List<Expression> conditions) {
        List<From> from = List.of(new Derived(query, Alias.NONE));
        List<Item> items = values.map(list -> list.stream()
                        .map(value -> new Item(value, Optional.empty(), "?"))
                        .toList())
                .orElseGet(() -> SelectParser.all(from).items());
        return new Select(items, false, from, conditions, List.of(), List.of(), Map.of(), Optional.empty());
    }
}
