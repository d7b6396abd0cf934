package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.List;
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
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause instanceof SQLException known
                ? translated(what, known)
                : new OrchestratorException(ErrorCode.INTERNAL, "The store failed: " + what + ".", failure);
    }

    /** Whether the same statement can succeed later. */
    static boolean outage(SQLException cause) {
        String state = cause.getSQLState();
        return state == null
                || cause instanceof SQLTransientException
                || PASSING.stream().anyMatch(state::startsWith);
    }

    /** Whether what was to be written is there already. */
    static boolean duplicate(SQLException cause) {
        return UNIQUE_VIOLATION.equals(cause.getSQLState());
    }
}
