package org.opendatagov.orchestrator.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A dataset or a job of the lineage graph.
 *
 * @param id of the dataset or the job; of a dataset that was only declared and never seen, its name
 * @param distance how many datasets away from the start; a job is as far as the dataset behind it
 * @param location of a dataset
 * @param namespace of a job, or of a dataset that events tell of
 * @param owners as declared, or as events tell
 * @param region as declared
 */
public record GraphNode(
        String id,
        Kind type,
        String name,
        int distance,
        Optional<String> location,
        Optional<String> namespace,
        List<String> owners,
        Optional<String> region) {
    /** What a node is. */
    public enum Kind {
        DATASET,
        JOB;

        @com.fasterxml.jackson.annotation.JsonValue
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    public GraphNode {
        owners = List.copyOf(owners);
    }

    public boolean dataset() {
        return type == Kind.DATASET;
    }
}
