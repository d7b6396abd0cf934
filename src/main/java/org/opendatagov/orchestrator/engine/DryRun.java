package org.opendatagov.orchestrator.engine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a recorded run would have been on another template.
 *
 * @param recorded how the run stands
 * @param now how it would end; empty where the record does not tell, for it has no answer to what would be asked
 * @param differs whether anything would be different
 */
public record DryRun(RunState recorded, Optional<RunState> now, boolean differs, List<Task> tasks) {
    public DryRun {
        tasks = List.copyOf(tasks);
    }

    /** What would become of a task. */
    public enum Verdict {
        /** The same would be asked, and the record answers. */
        SAME,
        /** It would be asked with other inputs; the record's answer was taken for what follows. */
        OTHER_INPUTS,
        /** Its state would be another one. */
        OTHER_STATE,
        /** The record knows nothing like it: it would be performed. */
        NEW,
        /** It comes after what the record has no answer to. */
        UNKNOWN,
        /** The template has it no more. */
        REMOVED;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A task of either template.
     *
     * @param recorded its state in the run, where it has one
     * @param now its state on the template, where the record tells
     * @param inputs names of those that differ
     * @param recordedAs the task that asked the same, where that is another one
     */
    public record Task(
            String id,
            Verdict verdict,
            Optional<TaskState> recorded,
            Optional<TaskState> now,
            Set<String> inputs,
            Optional<String> recordedAs) {}
}
