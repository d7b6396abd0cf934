package org.opendatagov.orchestrator.spark;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** The files of one log in the order they were written. */
final class LogFiles {
    /** A part of a rolling log: {@code events_2_app-1.zstd}, {@code events_5_app-1.compact}. */
    private static final Pattern PART = Pattern.compile("events_(\\d{1,9})_.+");

    private LogFiles() {}

    static boolean part(Path file) {
        return PART.matcher(String.valueOf(file.getFileName())).matches();
    }

    /** @throws OrchestratorException {@code unreadable_dataset} where they are no single log */
    static List<Path> inOrder(String location, List<Path> files) {
        List<Path> parts = files.stream().filter(LogFiles::part).toList();
        if (parts.isEmpty()) {
            if (files.size() == 1) {
                return files;
            }
            throw new OrchestratorException(
                    ErrorCode.UNREADABLE_DATASET,
                    "'%s' holds %d files and none is called events_<n>_…: give one log, or one folder eventlog_v2_…."
                            .formatted(location, files.size()));
        }
        if (parts.stream().map(Path::getParent).distinct().count() > 1) {
            throw new OrchestratorException(
                    ErrorCode.UNREADABLE_DATASET,
                    "'%s' holds the logs of several applications; give one folder eventlog_v2_….".formatted(location));
        }
        // A compacted part holds what its predecessors told that still matters, and replaces them.
        long compacted = parts.stream()
                .filter(LogFiles::compact)
                .mapToLong(LogFiles::number)
                .max()
                .orElse(-1);
        return parts.stream()
                .filter(file -> number(file) > compacted || (number(file) == compacted && compact(file)))
                .sorted(Comparator.comparingLong(LogFiles::number))
                .toList();
    }

    private static boolean compact(Path file) {
        return String.valueOf(file.getFileName()).endsWith(".compact");
    }

    private static long number(Path file) {
        Matcher matcher = PART.matcher(String.valueOf(file.getFileName()));
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }
}
