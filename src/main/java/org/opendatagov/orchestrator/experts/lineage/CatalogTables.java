package org.opendatagov.orchestrator.experts.lineage;

import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.sql.TableColumns;

/** Columns of tables as the catalogue knows them: by location, else by a name that one dataset alone has. */
final class CatalogTables implements TableColumns {
    /** Datasets looked at for one name; a name that fits more is not told apart anyway. */
    private static final int MOST = 100;

    private final Catalog catalog;

    CatalogTables(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Optional<List<String>> of(String table) {
        Optional<CatalogDataset> located = catalog.findByLocation(table);
        return located.or(() -> named(table.substring(table.lastIndexOf('.') + 1)))
                .map(CatalogDataset::columns)
                .filter(columns -> !columns.isEmpty())
                .map(columns -> columns.stream().map(CatalogColumn::name).toList());
    }

    private Optional<CatalogDataset> named(String name) {
        List<CatalogDataset> found = catalog.search(name, MOST).stream()
                .filter(dataset -> dataset.name().equalsIgnoreCase(name))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
