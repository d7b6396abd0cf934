package org.opendatagov.orchestrator.openlineage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.DatasetName;

/**
 * A dataset as an event tells of it.
 *
 * @param facets of the dataset itself
 * @param accessFacets of its reading or writing by the run
 */
public record EventDataset(DatasetName name, Map<String, Object> facets, Map<String, Object> accessFacets) {
    public EventDataset {
        facets = Collections.unmodifiableMap(new LinkedHashMap<>(facets));
        accessFacets = Collections.unmodifiableMap(new LinkedHashMap<>(accessFacets));
    }
}
