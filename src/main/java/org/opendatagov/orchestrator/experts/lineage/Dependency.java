package org.opendatagov.orchestrator.experts.lineage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.CatalogDataset;

/**
 * A dataset that another depends on.
 *
 * @param name as people call it
 * @param known as the catalogue knows it; empty where it was never seen
 * @param knownBy ways by which it is known, the surest first
 * @param columns which columns refer to it; empty where none is known to
 */
record Dependency(
        String name, Optional<CatalogDataset> known, List<String> knownBy, double confidence, List<String> columns) {
    Dependency {
        knownBy = List.copyOf(knownBy);
        columns = List.copyOf(columns);
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("dataset", name);
        known.ifPresent(dataset -> {
            described.put("id", dataset.id());
            described.put("location", dataset.location());
        });
        described.put("how", knownBy.getFirst());
        described.put("known_by", knownBy);
        described.put("confidence", confidence);
        described.put("columns", columns);
        return described;
    }
}
