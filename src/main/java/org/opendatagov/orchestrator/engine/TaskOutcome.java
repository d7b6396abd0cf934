package org.opendatagov.orchestrator.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * What became of a task, as recorded.
 *
 * @param attempts how many there were
 * @param summary one line for people; empty for none
 * @param report the expert's report as JSON text; null where it gave none
 * @param value the result of a task that is no expert's, as JSON text; null for none
 * @param items how many items a fan-out had; null for none: its result is that of its items
 * @param pins fingerprints of the datasets that it used, by location
 * @param cached whether the outcome was taken from another run, with the same inputs
 * @param byCondition whether it was skipped because its own condition does not hold
 * @param savedMillis of one that was taken over from another run: what it took there
 * @param hash identifies what the task answered, whenever it did; recorded, for the text of numbers may change on its way
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record TaskOutcome(
        TaskState status,
        int attempts,
        Instant startedAt,
        Instant finishedAt,
        String summary,

        @JsonRawValue @JsonDeserialize(using = RawJsonDeserializer.class) @Nullable
        String report,

        @JsonRawValue @JsonDeserialize(using = RawJsonDeserializer.class) @Nullable
        String value,

        @Nullable Integer items,
        @Nullable Problem error,
        Map<String, String> pins,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean cached,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean byCondition,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long savedMillis,
        @Nullable String hash) {

    TaskOutcome {
        summary = summary == null ? "" : summary;
        pins = pins == null ? Map.of() : Map.copyOf(pins);
        hash = hash == null
                ? JournalJson.hash(status + ":" + (report == null ? "" : report) + (value == null ? "" : value))
                : hash;
    }

    static TaskOutcome skipped(String why, boolean byCondition, Instant at) {
        return new TaskOutcome(
                TaskState.SKIPPED,
                0,
                at,
                at,
                "",
                null,
                null,
                null,
                new Problem("skipped", "", why),
                Map.of(),
                false,
                byCondition,
                0,
                null);
    }

    static TaskOutcome failed(int attempts, Instant started, Instant ended, Problem problem) {
        return new TaskOutcome(
                TaskState.FAILED,
                attempts,
                started,
                ended,
                "",
                null,
                null,
                null,
                problem,
                Map.of(),
                false,
                false,
                0,
                null);
    }

    /** The outcome of a task that is no expert's. */
    static TaskOutcome valued(int attempts, Instant started, Instant ended, String value) {
        return new TaskOutcome(
                TaskState.SUCCEEDED,
                attempts,
                started,
                ended,
                "",
                null,
                value,
                null,
                null,
                Map.of(),
                false,
                false,
                0,
                null);
    }

    /**
     * The outcome of a task that was done for several items.
     *
     * @param cached whether all of them were taken over from another run
     */
    static TaskOutcome folded(int items, Instant started, Instant ended, Optional<Problem> failure, boolean cached) {
        return new TaskOutcome(
                failure.isPresent() ? TaskState.FAILED : TaskState.SUCCEEDED,
                1,
                started,
                ended,
                "done for " + items + " items",
                null,
                null,
                items,
                failure.orElse(null),
                Map.of(),
                cached,
                false,
                0,
                null);
    }

    /** The outcome of an expert's task. */
    static TaskOutcome reported(int attempts, Instant started, Instant ended, ExpertReport report) {
        return new TaskOutcome(
                TaskState.SUCCEEDED,
                attempts,
                started,
                ended,
                report.summary(),
                JournalJson.write(report),
                null,
                null,
                null,
                report.fingerprints(),
                false,
                false,
                0,
                null);
    }

    /** With the fingerprints that the task's inputs were identified by, whatever became of it. */
    TaskOutcome with(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(pins);
        all.putAll(given);
        return with(error, all);
    }

    /** The same outcome, which no run stops for where it is a failure. */
    TaskOutcome bare() {
        return with(null, pins);
    }

    private TaskOutcome with(@Nullable Problem problem, Map<String, String> fingerprints) {
        return new TaskOutcome(
                status,
                attempts,
                startedAt,
                finishedAt,
                summary,
                report,
                value,
                items,
                problem,
                fingerprints,
                cached,
                byCondition,
                savedMillis,
                hash);
    }

    /** The same outcome as taken over from another run. */
    TaskOutcome asCached(Instant at) {
        long saved =
                cached ? savedMillis : Duration.between(startedAt, finishedAt).toMillis();
        return new TaskOutcome(
                status, 0, at, at, summary, report, value, items, error, pins, true, byCondition, saved, hash);
    }

    /** A hash of everything that its dependents may read of it. */
    String identity() {
        return String.valueOf(hash);
    }
}
