package org.opendatagov.orchestrator.dataset;

import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Says what DuckDB's errors mean; its own messages quote raw values and paths, and stay here. */
final class DuckDbErrors {
    private static final Pattern LINE = Pattern.compile(", at byte [0-9]+ in line ([0-9]+):");

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
                "'%s' cannot be read as %s: it is empty, damaged, cut off or something else (%s%s). Write it again, or name it by what it is."
                        .formatted(location, dataset.format().text(), kind(message), place(message)));
    }

    /** The line that JSON breaks at: a number, no content. DuckDB 1.5 counts the line it has begun after the broken one. */
    private static String place(String message) {
        Matcher line = LINE.matcher(message);
        return message.contains("malformed json") && line.find() ? ", line " + (Long.parseLong(line.group(1)) - 1) : "";
    }

    /** The kind of error alone: the words before the first colon. */
    private static String kind(String message) {
        int colon = message.indexOf(':');
        String kind = colon > 0 && colon < 40 ? message.substring(0, colon) : "error";
        return kind.replaceAll("[^a-z ]", "");
    }
}
