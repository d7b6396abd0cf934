package org.opendatagov.orchestrator.dataset;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Says what DuckDB's errors mean; its own messages quote raw values and paths, and stay here. */
final class DuckDbErrors {
    private static final Pattern LINE = Pattern.compile(", at byte [0-9]+ in line ([0-9]+):");

    /** What a fragment of DuckDB's message means, and what to do. */
    private record Hint(String fragment, String cause, String remedy) {}

    private static final Hint UNKNOWN = new Hint(
            "", "it is empty, damaged, cut off or something else", "Write it again, or name it by what it is.");

    private static final List<Hint> HINTS = List.of(
            new Hint(
                    "csv parsing dialect",
                    "no delimiter and quotes fit all its lines",
                    "Look for a quote that is never closed."),
            new Hint(
                    "maximum line size",
                    "a line is longer than 2,000,000 bytes",
                    "Break it up, and look for a quote that is never closed."),
            new Hint("duplicate key", "an object has a key twice", "Drop one of them."),
            new Hint("invalid utf-8", "it holds text that is not UTF-8", "Write it as UTF-8."),
            new Hint("not utf-8", "it holds text that is not UTF-8", "Write it as UTF-8."),
            new Hint(
                    "magic bytes",
                    "it does not end as a Parquet file does: it is cut off, or something else",
                    "Write it again, or name it by what it is."));

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
        Hint hint = HINTS.stream()
                .filter(known -> message.contains(known.fragment()))
                .findFirst()
                .orElse(UNKNOWN);
        return new OrchestratorException(
                ErrorCode.UNREADABLE_DATASET,
                "'%s' cannot be read as %s: %s (%s%s). %s"
                        .formatted(
                                location,
                                dataset.format().text(),
                                hint.cause(),
                                kind(message),
                                place(message),
                                hint.remedy()));
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
