package org.opendatagov.orchestrator.dataset;

import java.sql.SQLException;
import java.util.Locale;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Says what DuckDB's errors mean; its own messages quote raw values and paths, and stay here. */
final class DuckDbErrors {
    private DuckDbErrors() {}

    static OrchestratorException translated(SQLException error, Dataset dataset, boolean cancelled) {
        String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
        String location = dataset.location();
        if (cancelled || message.startsWith("interrupt")) {
            return new OrchestratorException(ErrorCode.UNAVAILABLE, "The query on '" + location + "' was cancelled.");
        }
        if (message.contains("out of memory") || message.contains("max_temp_directory_size")) {
            return new OrchestratorException(
                    ErrorCode.LIMIT_REACHED,
                    "'%s' needs more memory or temporary disk than allowed; raise orchestrator.duckdb.memory-limit or temp-limit."
                            .formatted(location));
        }
        if (message.startsWith("binder error")
                || message.startsWith("parser error")
                || message.startsWith("catalog error")) {
            return new OrchestratorException(
                    ErrorCode.INTERNAL, "A query of ours on '" + location + "' is wrong (" + kind(message) + ").");
        }
        return new OrchestratorException(
                ErrorCode.UNREADABLE_DATASET,
                "'%s' cannot be read as %s: it is empty, damaged, cut off or something else (%s). Write it again, or name it by what it is."
                        .formatted(location, dataset.format().text(), kind(message)));
    }

    /** The kind of error alone: the words before the first colon. */
    private static String kind(String message) {
        int colon = message.indexOf(':');
        String kind = colon > 0 && colon < 40 ? message.substring(0, colon) : "error";
        return kind.replaceAll("[^a-z ]", "");
    }
}
