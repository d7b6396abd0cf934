package org.opendatagov.orchestrator.catalog;

import java.time.Instant;
import java.util.List;
import org.opendatagov.orchestrator.dataset.DatasetFormat;

/**
 * A dataset as the catalogue knows it.
 *
 * @param id as {@code Dataset.id}
 * @param name the last part of its location without extensions: {@code customer_transactions}
 */
public record CatalogDataset(
        String id,
        String location,
        String name,
        DatasetFormat format,
        String fingerprint,
        long bytes,
        long rows,
        List<CatalogColumn> columns,
        Declarations declarations,
        Instant firstSeen,
        Instant lastSeen) {
    public CatalogDataset {
        columns = List.copyOf(columns);
    }
}
