package org.opendatagov.orchestrator.experts.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.CatalogDataset;

/**
 * Candidates for foreign keys, from what the catalogue knows: a column called like the unique column of another dataset, of the same type,
 * with no more values than that one has. Whether each value is there is not looked up, so the confidence stays below 1.
 */
final class ForeignKeys {
    private static final int KNOWN = 1000;

    private ForeignKeys() {}

    static List<Object> find(CatalogDataset dataset, Catalog catalog) {
        List<Object> found = new ArrayList<>();
        for (CatalogDataset other : catalog.search("", KNOWN)) {
            if (!other.id().equals(dataset.id())) {
                dataset.columns()
                        .forEach(column -> other.columns().stream()
                                .filter(target -> refers(column, target, other))
                                .forEach(target -> found.add(candidate(column, target, other))));
            }
        }
        return found;
    }

    private static boolean refers(CatalogColumn column, CatalogColumn target, CatalogDataset other) {
        boolean id = column.name().toLowerCase(Locale.ROOT).matches(".*(_id|_code|_key|id)$");
        String singular = other.name().replaceAll("s$", "").toLowerCase(Locale.ROOT);
        boolean named = column.name().equalsIgnoreCase(target.name())
                || (target.name().equalsIgnoreCase("id") && column.name().equalsIgnoreCase(singular + "_id"));
        boolean generic = column.name().equalsIgnoreCase("id");
        return id
                && named
                && !generic
                && target.unique()
                && !column.unique()
                && column.distinct() <= target.distinct()
                && column.logicalType().equals(target.logicalType());
    }

    private static Map<String, Object> candidate(CatalogColumn column, CatalogColumn target, CatalogDataset other) {
        Map<String, Object> candidate = new LinkedHashMap<>();
        candidate.put("column", column.name());
        candidate.put("dataset", other.id());
        candidate.put("name", other.name());
        candidate.put("references", target.name());
        candidate.put("confidence", 0.7);
        return candidate;
    }
}
