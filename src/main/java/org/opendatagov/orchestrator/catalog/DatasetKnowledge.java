package org.opendatagov.orchestrator.catalog;

import java.util.List;
import java.util.Map;

/**
 * What is known of a dataset beside its record.
 *
 * @param names by which lineage events call it, symlinks too
 * @param facets the newest of each name, unknown ones too
 * @param contradictions who says different things
 */
public record DatasetKnowledge(
        List<DatasetName> names, Map<String, Object> facets, List<Contradiction> contradictions) {
    public DatasetKnowledge {
        names = List.copyOf(names);
        contradictions = List.copyOf(contradictions);
    }
}
