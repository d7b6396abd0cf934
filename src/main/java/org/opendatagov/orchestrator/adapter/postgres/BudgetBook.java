package org.opendatagov.orchestrator.adapter.postgres;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.model.Budget;
import org.opendatagov.orchestrator.model.ModelLedger.Alert;
import org.opendatagov.orchestrator.model.ModelLedger.Reservation.Refused;

/**
 * Budgets, locked until the transaction ends and always in the order of their names, so that no two replicas wait for each other. What changes
 * in the book is written at once.
 */
final class BudgetBook {
    private static final String LOCK = """
            SELECT scope, spent_usd, reserved_usd, cap_usd FROM model_budget WHERE scope = ANY (?::text[]) ORDER BY scope FOR UPDATE""";
    private static final String NEW = """
            INSERT INTO model_budget (scope) SELECT scope FROM unnest(?::text[]) AS new(scope) ORDER BY scope ON CONFLICT DO NOTHING""";
    private static final String WRITE = """
            UPDATE model_budget SET spent_usd = book.spent, reserved_usd = book.reserved
            FROM unnest(?::text[], ?::numeric[], ?::numeric[]) AS book(scope, spent, reserved) WHERE model_budget.scope = book.scope""";

    private final SortedMap<String, Line> lines = new TreeMap<>();

    /** One budget as it is now. */
    private static final class Line {
        private final @Nullable BigDecimal cap;
        private BigDecimal spent;
        private BigDecimal reserved;

        Line(ResultSet row) throws SQLException {
            cap = row.getBigDecimal("cap_usd");
            spent = row.getBigDecimal("spent_usd");
            reserved = row.getBigDecimal("reserved_usd");
        }

        /** With the cap that somebody set for it alone, if anybody did. */
        Budget inForce(Budget budget) {
            return cap == null ? budget : new Budget(budget.scope(), cap);
        }
    }

    private BudgetBook() {}

    /** Those that are new are made. */
    static BudgetBook lock(Connection connection, Collection<String> scopes) throws SQLException {
        BudgetBook book = new BudgetBook();
        if (!scopes.isEmpty()) {
            book.read(connection, scopes);
            if (book.lines.size() < scopes.size()) {
                run(connection, NEW, scopes);
                book.read(connection, scopes);
            }
        }
        return book;
    }

    private static void run(Connection connection, String sql, Collection<String> scopes) throws SQLException {
        Statements statements = new Statements(connection);
        statements.next(sql);
        statements.column("text", scopes, scope -> scope).execute();
    }

    private void read(Connection connection, Collection<String> scopes) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
            statement.setArray(1, Statements.array(connection, "text", scopes, scope -> scope));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    lines.put(rows.getString("scope"), new Line(rows));
                }
            }
        }
    }

    private Line line(Budget budget) {
        Line line = lines.get(budget.scope());
        if (line == null) {
            throw new IllegalStateException("a budget of the call was not locked");
        }
        return line;
    }

    /** The budgets with the caps in force. */
    List<Budget> inForce(List<Budget> budgets) {
        return budgets.stream().map(budget -> line(budget).inForce(budget)).toList();
    }

    /** Reserves in all budgets, or in none: then it says which one refuses. One that no other call's end can help is named first. */
    Optional<Refused> reserve(List<Budget> budgets, BigDecimal most) {
        List<Budget> refusing = inForce(budgets).stream()
                .filter(budget -> left(budget, line(budget).reserved).compareTo(most) < 0)
                .toList();
        if (refusing.isEmpty()) {
            budgets.forEach(
                    budget -> line(budget).reserved = line(budget).reserved.add(most));
            return Optional.empty();
        }
        Budget first = refusing.stream()
                .filter(budget -> !passing(budget, most))
                .findFirst()
                .orElseGet(refusing::getFirst);
        return Optional.of(new Refused(first.scope(), passing(first, most), most.compareTo(first.cap()) <= 0));
    }

    private BigDecimal left(Budget budget, BigDecimal reserved) {
        return budget.cap().subtract(line(budget).spent).subtract(reserved);
    }

    /** Whether it would allow the call, once no other one goes on. */
    private boolean passing(Budget budget, BigDecimal most) {
        return left(budget, BigDecimal.ZERO).compareTo(most) >= 0;
    }

    /** Gives back what was reserved and counts what was spent; the budgets that passed a threshold by it. */
    List<Alert> charge(ModelCallRows.Settled call) {
        List<Alert> alerts = new ArrayList<>();
        for (Budget budget : call.budgets()) {
            Line line = line(budget);
            BigDecimal before = line.spent;
            line.reserved = line.reserved.subtract(call.reserved());
            line.spent = before.add(call.cost());
            BudgetThresholds.passed(before, line.spent, budget).ifPresent(alerts::add);
        }
        return List.copyOf(alerts);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    void write(Statements statements) throws SQLException {
        if (!lines.isEmpty()) {
            statements.next(WRITE);
            Collection<Map.Entry<String, Line>> all = lines.entrySet();
            statements
                    .column("text", all, Map.Entry::getKey)
                    .column("numeric", all, line -> line.getValue().spent)
                    .column("numeric", all, line -> line.getValue().reserved);
        }
    }
}
