package org.opendatagov.orchestrator.adapter.postgres;

import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The catalogue's way to the database: one transaction for what belongs together, and the database's failures as ours. */
final class CatalogDatabase {
    private final JdbcClient client;
    private final TransactionTemplate transactions;
    private final boolean readOnly;

    CatalogDatabase(DataSource database) {
        this(database, false);
    }

    private CatalogDatabase(DataSource database, boolean readOnly) {
        DataSourceTransactionManager manager = new DataSourceTransactionManager(database);
        manager.setEnforceReadOnly(readOnly);
        this.client = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(manager);
        this.transactions.setReadOnly(readOnly);
        this.readOnly = readOnly;
    }

    /** A way on which the database refuses every write (SQLSTATE 25006): all that runs is a transaction {@code READ ONLY}. */
    static CatalogDatabase readOnly(DataSource database) {
        return new CatalogDatabase(database, true);
    }

    /** Reads; {@code what} says what failed if it fails. */
    <T> T read(String what, Function<JdbcClient, T> work) {
        if (readOnly) {
            return change(what, work);
        }
        try {
            return work.apply(client);
        } catch (NestedRuntimeException e) {
            throw StoreFailures.translated(what, e);
        }
    }

    /** Changes all or nothing; where only reads are allowed, the database refuses a change. */
    <T> T change(String what, Function<JdbcClient, T> work) {
        try {
            T changed = transactions.execute(status -> work.apply(client));
            if (changed == null) {
                throw new IllegalStateException("a change answers something");
            }
            return changed;
        } catch (NestedRuntimeException e) {
            throw StoreFailures.translated(what, e);
        }
    }

    /** Lets one transaction at a time change what is called so; the lock ends with the transaction. */
    static void lock(JdbcClient client, String name) {
        client.sql("SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(?, 0))) AS locked")
                .param(name)
                .query(Integer.class)
                .single();
    }
}
