package org.opendatagov.orchestrator.catalog;

import java.util.List;
import org.opendatagov.orchestrator.privacy.ColumnVerdict;

/** A column as the catalogue knows it; {@code keys} says in which candidate keys it takes part. */
public record CatalogColumn(
        String name, String logicalType, long distinct, boolean unique, ColumnVerdict privacy, List<String> keys) {
    public CatalogColumn {
        keys = List.copyOf(keys);
    }
}
