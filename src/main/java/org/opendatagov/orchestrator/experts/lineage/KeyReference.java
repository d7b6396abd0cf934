package org.opendatagov.orchestrator.experts.lineage;

import org.opendatagov.orchestrator.catalog.CatalogDataset;

/** A column of one dataset that may refer to the key of another. */
record KeyReference(CatalogDataset from, String column, CatalogDataset to, String key) {
    /** {@code customer_id → customers.id}. */
    String text() {
        return "%s → %s.%s".formatted(column, to.name(), key);
    }
}
