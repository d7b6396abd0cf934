package org.opendatagov.orchestrator.catalog;

import java.util.List;
import org.opendatagov.orchestrator.privacy.ColumnVerdict;

/**
 * A column as the catalogue knows it.
 *
 * @param logicalType of a dataset that was never looked at, the type that events tell; empty where they tell none
 * @param distinct 0 where nobody has looked
 * @param keys candidate keys in which it takes part
 * @param foundBy how the verdict was found
 */
public record CatalogColumn(
        String name,
        String logicalType,
        long distinct,
        boolean unique,
        ColumnVerdict privacy,
        List<String> keys,
        FoundBy foundBy) {
    public CatalogColumn {
        keys = List.copyOf(keys);
        // Columns that were kept before this was recorded come from profiles.
        foundBy = foundBy == null ? FoundBy.VALUES : foundBy;
    }

    /** A column that nobody has looked into. */
    public static CatalogColumn described(String name, String type, ColumnVerdict verdict, FoundBy foundBy) {
        return new CatalogColumn(name, type, 0, false, verdict, List.of(), foundBy);
    }
}
