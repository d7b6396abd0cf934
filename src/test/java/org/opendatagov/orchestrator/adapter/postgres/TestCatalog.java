package org.opendatagov.orchestrator.adapter.postgres;

import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.support.TestDatabase;

/** The real catalogue over a database of its own, for tests of what uses it. */
public final class TestCatalog {
    private TestCatalog() {}

    public static Catalog create() {
        return new CatalogStore(TestDatabase.create());
    }
}
