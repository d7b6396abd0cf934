package org.opendatagov.orchestrator.adapter.postgres;

import java.sql.SQLException;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Makes of the database's exceptions the one of ours, and tells an outage from a defect. */
final class StoreFailures {
    private StoreFailures() {}

    static OrchestratorException translated(String what, SQLException cause) {
        return new OrchestratorException(
                outage(cause) ? ErrorCode.UNAVAILABLE : ErrorCode.INTERNAL, "The store failed: " + what + ".", cause);
    }

    /** Connection errors (class 08), shutdown and start of the server (57P), too many connections (53300), read-only after failover (25006). */
    static boolean outage(SQLException cause) {
        String state = cause.getSQLState();
        return state == null
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.equals("53300")
                || state.equals("25006")
                || cause instanceof java.sql.SQLTransientException;
    }
}
