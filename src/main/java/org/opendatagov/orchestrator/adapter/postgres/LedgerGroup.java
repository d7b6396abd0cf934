package org.opendatagov.orchestrator.adapter.postgres;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.adapter.postgres.LedgerChange.Cached;
import org.opendatagov.orchestrator.adapter.postgres.LedgerChange.Done;
import org.opendatagov.orchestrator.adapter.postgres.LedgerChange.Reserve;
import org.opendatagov.orchestrator.adapter.postgres.LedgerChange.Settle;
import org.opendatagov.orchestrator.adapter.postgres.ModelCallRows.NewCall;
import org.opendatagov.orchestrator.adapter.postgres.ModelCallRows.Settled;
import org.opendatagov.orchestrator.model.Budget;
import org.opendatagov.orchestrator.model.ModelLedger.Reservation.Granted;
import org.opendatagov.orchestrator.model.ModelLedger.Reservation.Refused;

/** Makes changes of the ledger in order, with a statement for each kind whatever their number. Leaves the transaction open. */
final class LedgerGroup {
    private final Map<UUID, Settled> settled;
    private final BudgetBook book;
    private final List<NewCall> calls = new ArrayList<>();

    private LedgerGroup(Map<UUID, Settled> settled, BudgetBook book) {
        this.settled = settled;
        this.book = book;
    }

    static List<Done> make(Connection connection, List<LedgerChange> changes) throws SQLException {
        Map<UUID, Settled> settled = ModelCallRows.settle(
                connection,
                changes.stream()
                        .filter(Settle.class::isInstance)
                        .map(Settle.class::cast)
                        .toList());
        LedgerGroup group = new LedgerGroup(settled, BudgetBook.lock(connection, scopes(changes, settled)));
        List<Done> done = changes.stream().map(group::make).toList();
        group.write(connection);
        return done;
    }

    private static Set<String> scopes(List<LedgerChange> changes, Map<UUID, Settled> settled) {
        Set<String> scopes = new LinkedHashSet<>();
        for (LedgerChange change : changes) {
            if (change instanceof Reserve reserve) {
                reserve.budgets().stream().map(Budget::scope).forEach(scopes::add);
            }
        }
        settled.values()
                .forEach(call -> call.budgets().stream().map(Budget::scope).forEach(scopes::add));
        return scopes;
    }

    private Done make(LedgerChange change) {
        return switch (change) {
            case Reserve reserve -> reserve(reserve);
            case Settle settle -> settle(settle);
            case Cached cached -> {
                calls.add(new NewCall(
                        cached.id(),
                        cached.call(),
                        cached.answer().model(),
                        cached.hash(),
                        "cached",
                        BigDecimal.ZERO,
                        List.of()));
                yield new Done.Noted();
            }
        };
    }

    private Done reserve(Reserve asked) {
        Optional<Refused> refused = book.reserve(asked.budgets(), asked.most());
        if (refused.isPresent()) {
            return new Done.Reserved(refused.get());
        }
        calls.add(new NewCall(
                asked.id(),
                asked.call(),
                asked.model(),
                asked.hash(),
                "reserved",
                asked.most(),
                book.inForce(asked.budgets())));
        return new Done.Reserved(new Granted(asked.id()));
    }

    /** A call is settled once; whoever comes later changes nothing. */
    private Done settle(Settle settle) {
        @Nullable Settled call = settled.remove(settle.id());
        return new Done.Settled(call == null ? List.of() : book.charge(call));
    }

    private void write(Connection connection) throws SQLException {
        if (!book.isEmpty() || !calls.isEmpty()) {
            Statements statements = new Statements(connection);
            book.write(statements);
            ModelCallRows.insert(statements, calls);
            statements.execute();
        }
    }
}
