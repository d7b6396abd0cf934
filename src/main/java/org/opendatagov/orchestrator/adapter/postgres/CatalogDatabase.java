package org.opendatagov.orchestrator.adapter.postgres;

import java.util.Locale;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.core.NestedRuntimeException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The catalogue's way to the database: one transaction for what belongs together, and the database's failures as ours. */
final class CatalogDatabase {
    /** How often a change is tried that the database gave up for another's sake. */
    private static final int TRIES = 3;

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

    /**
     * Changes all or nothing; where only reads are allowed, the database refuses a change.
     *
     * @param work is done again where the database ended the transaction in favour of another one; it must leave nothing but its rows
     */
    <T> T change(String what, Function<JdbcClient, T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return changed(work);
            } catch (NestedRuntimeException e) {
                if (tries == TRIES || !StoreFailures.collided(e)) {
                    throw StoreFailures.translated(what, e);
                }
            }
        }
    }

    private <T> T changed(Function<JdbcClient, T> work) {
        T changed = transactions.execute(status -> work.apply(client));
        if (changed == null) {
            throw new IllegalStateException("a change answers something");
        }
        return changed;
    }

    /** What one transaction at a time changes, of all replicas together. */
    enum Turn {
        /**
         * Datasets, what is declared of them, jobs, and all lineage. An event touches many of these rows in its own order, and joins datasets
         * with their declarations: two changes at once would wait for each other. An edge that is kept or dropped alone needs no turn: it waits
         * for a row and holds none.
         */
        LINEAGE,
        /** Documents. */
        KNOWLEDGE
    }

    /**
     * Changes all or nothing, in turn. The turn comes before the first row, and no transaction has two: so none that has one waits for rows of
     * another that waits for it. It ends with the transaction: others wait as long as {@code work} takes.
     */
    <T> T change(Turn turn, String what, Function<JdbcClient, T> work) {
        return change(what, rows -> {
            take(rows, turn);
            return work.apply(rows);
        });
    }

    private static void take(JdbcClient client, Turn turn) {
        client.sql("SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(?, 0))) AS locked")
                .param(turn.name().toLowerCase(Locale.ROOT))
                .query(Integer.class)
                .single();
    }
}
