package org.opendatagov.orchestrator.expert;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What a finding or a piece of evidence is about; what does not apply is absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Subject(
        @Nullable String dataset,
        @Nullable String column,
        @Nullable String job) {
    public static Subject ofDataset(String dataset) {
        return new Subject(dataset, null, null);
    }

    public static Subject ofColumn(String dataset, String column) {
        return new Subject(dataset, column, null);
    }

    public static Subject ofJob(String job) {
        return new Subject(null, null, job);
    }
}
