package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The catalogue's way to the database: one transaction for what belongs together, and the database's failures as ours. */
final class CatalogDatabase {
    private final JdbcClient client;
    private final TransactionTemplate transactions;

    CatalogDatabase(DataSource database) {
        this.client = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /** Reads; {@code what} says what failed if it fails. */
    <T> T read(String what, Function<JdbcClient, T> work) {
        try {
            return work.apply(client);
        } catch (NestedRuntimeException e) {
            throw translated(what, e);
        }
    }

    /** Changes all or nothing. */
    <T> T change(String what, Function<JdbcClient, T> work) {
        try {
            T changed = transactions.execute(status -> work.apply(client));
            if (changed == null) {
                throw new IllegalStateException("a change answers something");
            }
            return changed;
        } catch (NestedRuntimeException e) {
            throw translated(what, e);
        }
    }

    /** Lets one transaction at a time change what is called so; the lock ends with the transaction. */
    static void lock(JdbcClient client, String name) {
        client.sql("SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(?, 0))) AS locked")
                .param(name)
                .query(Integer.class)
                .single();
    }

    private static OrchestratorException translated(String what, NestedRuntimeException e) {
        return e.getRootCause() instanceof SQLException cause
                ? StoreFailures.translated(what, cause)
                : new OrchestratorException(ErrorCode.INTERNAL, "The store failed: " + what + ".", e);
    }
}
