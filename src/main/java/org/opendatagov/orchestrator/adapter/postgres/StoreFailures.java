package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Makes of the database's exceptions the one of ours, and tells an outage from a defect. */
final class StoreFailures {
    /**
     * What goes by itself, by PostgreSQL's table of error codes: broken connections (08), shutdown, crash and start of the server (57P), a
     * statement that was cancelled (57014), no memory, disk or connection left (53), I/O errors (58), deadlock and serialization (40), a
     * session that idled in its transaction for too long (25P03), read-only after a failover (25006).
     */
    private static final List<String> PASSING = List.of("08", "57P", "57014", "53", "58", "40", "25P03", "25006");

    static final String UNIQUE_VIOLATION = "23505";

    private StoreFailures() {}

    static OrchestratorException translated(String what, SQLException cause) {
        return outage(cause)
                ? new OrchestratorException(
                        ErrorCode.STORE_UNAVAILABLE, "The store is away for now: " + what + ". Try again.", cause)
                : new OrchestratorException(ErrorCode.INTERNAL, "The store failed: " + what + ".", cause);
    }

    /** The failure where the database is its reason, at whatever depth: the driver's exceptions have reasons of their own. */
    static OrchestratorException translated(String what, Throwable failure) {
        return sql(failure)
                .map(known -> translated(what, known))
                .orElseGet(() ->
                        new OrchestratorException(ErrorCode.INTERNAL, "The store failed: " + what + ".", failure));
    }

    private static Optional<SQLException> sql(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst();
    }

    /** Whether the same statement can succeed later. */
    static boolean outage(SQLException cause) {
        String state = cause.getSQLState();
        return state == null
                || cause instanceof SQLTransientException
                || PASSING.stream().anyMatch(state::startsWith);
    }

    /** Whether the database ended the transaction in favour of another one: a deadlock, or what cannot be brought into one order. */
    static boolean collided(Throwable failure) {
        return sql(failure)
                .map(cause -> "40P01".equals(cause.getSQLState()) || "40001".equals(cause.getSQLState()))
                .orElse(false);
    }

    /** Whether what was to be written is there already. */
    static boolean duplicate(SQLException cause) {
        return UNIQUE_VIOLATION.equals(cause.getSQLState());
    }
}
