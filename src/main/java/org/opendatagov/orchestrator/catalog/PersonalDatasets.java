package org.opendatagov.orchestrator.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The inventory of personal datasets that the tasks of an audit share: ids go through the run's context, what is known comes from here. */
public final class PersonalDatasets {
    /** The name in the context under which SecurityExpert.list_pii_datasets shares the inventory: a list of objects with an {@code id}. */
    public static final String SHARED = "personal_datasets";

    private PersonalDatasets() {}

    /** Those that an earlier task listed, as they are known now; one that went meanwhile is left out. Empty where none was listed. */
    public static Optional<List<CatalogDataset>> shared(CatalogReader catalog, @Nullable Object shared) {
        if (!(shared instanceof List<?> list)) {
            return Optional.empty();
        }
        List<CatalogDataset> datasets = new ArrayList<>();
        for (Object item : list) {
            if (item instanceof Map<?, ?> entry && entry.get("id") instanceof String id) {
                catalog.find(id).ifPresent(datasets::add);
            }
        }
        return Optional.of(datasets);
    }
}
