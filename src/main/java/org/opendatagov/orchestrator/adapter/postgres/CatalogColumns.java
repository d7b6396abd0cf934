package org.opendatagov.orchestrator.adapter.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.FoundBy;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;

/** Columns as the catalogue keeps them. */
final class CatalogColumns {
    private CatalogColumns() {}

    static List<CatalogColumn> of(DatasetProfile profile) {
        return profile.columns().stream()
                .map(column -> column(column, profile.rows()))
                .toList();
    }

    private static CatalogColumn column(ColumnProfile column, long rows) {
        boolean unique = rows > 0 && column.nulls() == 0 && column.distinct() == rows && !column.distinctApproximate();
        List<String> keys = unique ? List.of(column.name()) : List.of();
        return new CatalogColumn(
                column.name(), column.logicalType(), column.distinct(), unique, column.privacy(), keys, FoundBy.VALUES);
    }

    /** What a search by class finds the columns by. */
    static String[] classes(List<CatalogColumn> columns) {
        TreeSet<String> classes = new TreeSet<>();
        columns.stream().filter(column -> column.privacy().personal()).forEach(column -> {
            column.privacy().classes().forEach(found -> classes.add(found.name()));
            classes.add("personal");
            if (column.privacy().specialCategory()) {
                classes.add("special_category");
            }
        });
        return new ArrayList<>(classes).toArray(String[]::new);
    }
}
