package org.opendatagov.orchestrator.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was read of a log, and what was not.
 *
 * @param bytes of JSON, unpacked
 * @param unknownEvents events that are not looked at, by name
 * @param unreadableLines lines that are no JSON events, but for a last one that was cut off
 * @param cutOff whether the log ends in the middle of a line or of a packed block
 * @param ended whether it tells the application's end
 */
public record LogSummary(
        int files,
        long bytes,
        long events,
        Map<String, Long> unknownEvents,
        long unreadableLines,
        boolean cutOff,
        boolean ended,
        int omittedStages,
        int omittedJobs,
        int omittedExecutions) {
    public LogSummary {
        unknownEvents = Map.copyOf(unknownEvents);
    }

    LogSummary omitting(int stages, int jobs, int executions) {
        return new LogSummary(
                files, bytes, events, unknownEvents, unreadableLines, cutOff, ended, stages, jobs, executions);
    }

    /** What a reader of the figures has to know. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (cutOff) {
            warnings.add("The log is cut off: it was analysed as far as it goes.");
        }
        if (!ended) {
            warnings.add("The log does not tell the application's end: it still runs, or ended without saying so."
                    + " Times count to the last event.");
        }
        if (unreadableLines > 0) {
            warnings.add("%d lines are no events and were left out.".formatted(unreadableLines));
        }
        if (omittedStages + omittedJobs + omittedExecutions > 0) {
            warnings.add("%d stages, %d jobs and %d SQL executions that took least are not listed; totals count them."
                    .formatted(omittedStages, omittedJobs, omittedExecutions));
        }
        return warnings;
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("files", files);
        described.put("bytes", bytes);
        described.put("events", events);
        described.put("unknown_events", unknownEvents);
        described.put("unreadable_lines", unreadableLines);
        described.put("cut_off", cutOff);
        described.put("ended", ended);
        described.put("omitted_stages", omittedStages);
        described.put("omitted_jobs", omittedJobs);
        described.put("omitted_sql", omittedExecutions);
        return described;
    }
}
