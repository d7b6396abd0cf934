package org.opendatagov.orchestrator.engine;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * What became of a task, as recorded.
 *
 * @param attempts how many there were
 * @param report the expert's report as JSON text; null where it gave none
 */
record TaskOutcome(
        TaskState status,
        int attempts,
        Instant startedAt,
        Instant finishedAt,

        @JsonRawValue @JsonDeserialize(using = RawJsonDeserializer.class) @Nullable
        String report,

        @Nullable Problem error) {

    static TaskOutcome skipped(String why, Instant at) {
        return new TaskOutcome(TaskState.SKIPPED, 0, at, at, null, new Problem("skipped", "", why));
    }

    /** The report after its round trip through JSON: the same the first time as on replay. */
    Optional<ExpertReport> expertReport() {
        return report == null ? Optional.empty() : Optional.of(JournalJson.read(report, ExpertReport.class));
    }

    /** Identifies what the task answered, whenever it did. */
    @JsonIgnore
    String hash() {
        return JournalJson.hash(status + ":" + (report == null ? "" : report));
    }
}
