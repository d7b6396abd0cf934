package org.opendatagov.orchestrator.adapter.postgres;

import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.support.TestDatabase;

/** Real catalogues for tests of what uses one. */
public final class TestCatalogs {
    private TestCatalogs() {}

    /** An empty catalogue in a database of its own. */
    public static Catalog create() {
        return new CatalogStore(TestDatabase.create());
    }
}
