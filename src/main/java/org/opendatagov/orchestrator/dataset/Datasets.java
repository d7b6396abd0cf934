package org.opendatagov.orchestrator.dataset;

import java.util.List;
import java.util.Map;

/** Where experts get datasets from. Thread-safe; calls block, run on one bounded pool, and end when interrupted. */
public interface Datasets {
    /**
     * Checks form and place of a location without reading content.
     *
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException {@code forbidden_location},
     *     {@code dataset_not_found}, {@code unreadable_dataset} (no known format)
     */
    void check(String location);

    /**
     * Locates, fingerprints and, where it is remote, stages the dataset.
     *
     * @param pinned fingerprints that the run has used, by location; another one now is {@code dataset_changed}
     */
    Dataset open(String location, Map<String, String> pinned);

    /** The profile of the dataset's content: computed once per fingerprint, then shared. */
    DatasetProfile profile(Dataset dataset);

    /** The dataset's files with their sizes and, where their form tells, rows; in the order of their names. */
    List<DatasetPart> parts(Dataset dataset);

    /** Runs a query. Messages of DuckDB never pass through as they are: they quote raw values. */
    <T> T query(Dataset dataset, DatasetQuery<T> query);
}
