package org.opendatagov.orchestrator.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import org.opendatagov.orchestrator.problem.Problem;

/** Makes events of journal entries. */
final class RunEvents {
    private RunEvents() {}

    static RunEvent event(JournalEntry entry) {
        return new RunEvent(
                entry.seq(),
                entry.kind().text(),
                entry.task(),
                entry.key(),
                entry.attempt(),
                entry.at(),
                details(entry));
    }

    private static Map<String, Object> details(JournalEntry entry) {
        if (entry.payload().isEmpty()) {
            return Map.of();
        }
        return switch (entry.kind()) {
            case OUTCOME -> outcome(TaskRecords.outcome(entry));
            case UNKNOWN -> Map.of();
            case ITEMS -> Map.of("items", JournalJson.readList(entry.payload()).size());
            case CHILD_ENDED -> child(JournalJson.read(entry.payload(), SubWorkflows.ChildEnd.class));
            case RUN_ACCEPTED,
                    ATTEMPT,
                    RETRY,
                    HELD,
                    BUDGET_ALERT,
                    TOOL_CALL,
                    GOES_ON,
                    WAITING,
                    DECISION,
                    PAUSED,
                    RESUMED,
                    CANCEL_REQUESTED,
                    RETRIED,
                    RUN_WAITING,
                    RUN_ENDED -> JournalJson.readMap(entry.payload());
        };
    }

    private static Map<String, Object> child(SubWorkflows.ChildEnd end) {
        return Map.of("child", end.child().toString(), "status", end.status().text());
    }

    private static Map<String, Object> outcome(TaskOutcome outcome) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("status", outcome.status().text());
        details.put("cached", outcome.cached());
        if (outcome.cached()) {
            details.put("saved_ms", outcome.savedMillis());
        }
        details.put("summary", outcome.summary());
        Problem error = outcome.error();
        if (error != null) {
            details.put("error", Map.of("code", error.code(), "message", error.message()));
        }
        return details;
    }
}
