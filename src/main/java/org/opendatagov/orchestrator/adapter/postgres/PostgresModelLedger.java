package org.opendatagov.orchestrator.adapter.postgres;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.adapter.postgres.LedgerChange.Done;
import org.opendatagov.orchestrator.model.Budget;
import org.opendatagov.orchestrator.model.BudgetState;
import org.opendatagov.orchestrator.model.ModelAnswer.Answered;
import org.opendatagov.orchestrator.model.ModelCall;
import org.opendatagov.orchestrator.model.ModelLedger;
import org.opendatagov.orchestrator.model.UsageLine;
import org.opendatagov.orchestrator.model.UsageQuery;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.stereotype.Component;

/** The ledger in PostgreSQL. */
@Component
@DependsOnDatabaseInitialization
class PostgresModelLedger implements ModelLedger, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CatalogDatabase database;
    private final OwnConnection connection;
    private volatile boolean used;
    private final GroupedChanges<LedgerChange, Done> calls = new GroupedChanges<>("model-calls", this::transaction);

    PostgresModelLedger(DataSource source) {
        this.database = new CatalogDatabase(source);
        this.connection = new OwnConnection(source, PATIENCE);
    }

    /** Whether anything was written down since this process began. */
    boolean used() {
        return used;
    }

    private List<Done> transaction(List<LedgerChange> changes) {
        used = true;
        try {
            return connection.transaction(own -> LedgerGroup.make(own, changes));
        } catch (SQLException e) {
            throw StoreFailures.translated("a call of a model could not be written down", e);
        }
    }

    @Override
    public boolean asked(UUID run, String place) {
        return database.read(
                "calls of models could not be read",
                client -> client.sql("SELECT EXISTS (SELECT 1 FROM model_call WHERE run = :run AND place = :place)")
                        .param("run", run)
                        .param("place", place)
                        .query(Boolean.class)
                        .single());
    }

    @Override
    public Earlier earlier(ModelCall call, String hash) {
        return database.read("answers of models could not be read", client -> EarlierCalls.at(client, call, hash));
    }

    @Override
    public Reservation reserve(ModelCall call, String model, String hash, BigDecimal most, List<Budget> budgets) {
        LedgerChange change = new LedgerChange.Reserve(UUID.randomUUID(), call, model, hash, most, budgets);
        return ((Done.Reserved) calls.change(change)).reservation();
    }

    @Override
    public List<Alert> settle(UUID id, Settlement settlement) {
        return ((Done.Settled) calls.change(new LedgerChange.Settle(id, settlement))).alerts();
    }

    @Override
    public void cached(ModelCall call, String hash, Answered answer) {
        calls.change(new LedgerChange.Cached(UUID.randomUUID(), call, hash, answer));
    }

    @Override
    public Lost settleLost(Duration after) {
        List<UUID> lost = database.read(
                "lost calls of models could not be read",
                client -> client.sql("""
                        SELECT id FROM model_call WHERE outcome = 'reserved' AND reserved_at < clock_timestamp() - :after * interval '1 ms'""")
                        .param("after", after.toMillis())
                        .query(UUID.class)
                        .list());
        List<LedgerChange> changes = lost.stream()
                .<LedgerChange>map(id -> new LedgerChange.Settle(id, Settlement.lost(after)))
                .toList();
        return new Lost(
                lost.size(),
                calls.changes(changes).stream()
                        .flatMap(done -> ((Done.Settled) done).alerts().stream())
                        .toList());
    }

    @Override
    public List<UsageLine> usage(UsageQuery query) {
        return database.read("the usage of models could not be read", client -> ModelUsage.of(client, query));
    }

    @Override
    public void setCap(String scope, Optional<BigDecimal> cap) {
        database.change("a budget could not be changed", client -> ModelBudgets.setCap(client, scope, cap));
    }

    @Override
    public List<BudgetState> budgets(List<Budget> budgets) {
        return database.read("budgets could not be read", client -> ModelBudgets.states(client, budgets));
    }

    @Override
    public void close() {
        calls.close();
        connection.close();
    }
}
