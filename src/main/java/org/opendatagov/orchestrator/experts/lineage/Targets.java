package org.opendatagov.orchestrator.experts.lineage;

import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.CatalogJob;
import org.opendatagov.orchestrator.catalog.DatasetName;
import org.opendatagov.orchestrator.catalog.Lineage;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Finds the datasets and jobs that people name: by id, by location, by a name that only one has, or as events call them. */
final class Targets {
    private static final int SAME_NAME = 20;

    private final Catalog catalog;
    private final Lineage lineage;

    Targets(Catalog catalog, Lineage lineage) {
        this.catalog = catalog;
        this.lineage = lineage;
    }

    Optional<CatalogDataset> find(String name) {
        return catalog.find(name)
                .or(() -> catalog.findByLocation(name))
                .or(() -> told(name))
                .or(() -> alone(name));
    }

    private Optional<CatalogDataset> told(String name) {
        Optional<String> id = catalog.named(DatasetName.ofLocation(name));
        for (int colon = name.indexOf(':'); id.isEmpty() && colon > 0; colon = name.indexOf(':', colon + 1)) {
            id = catalog.named(new DatasetName(name.substring(0, colon), name.substring(colon + 1)));
        }
        return id.flatMap(catalog::find);
    }

    /** By its name or the end of its location, where no other dataset ends so: {@code bronze/sales}. */
    private Optional<CatalogDataset> alone(String name) {
        List<CatalogDataset> fitting = catalog.search(name, SAME_NAME).stream()
                .filter(dataset ->
                        dataset.name().equals(name) || dataset.location().endsWith("/" + name))
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    /** @throws OrchestratorException {@code dataset_not_found} */
    CatalogDataset dataset(String name) {
        return find(name)
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.DATASET_NOT_FOUND,
                        "The catalogue knows no dataset by this id, location or name, or more than one; GET /api/v1/datasets lists those there"
                                + " are."));
    }

    /** Jobs of this name; several where several namespaces have one. */
    List<CatalogJob> jobs(String name) {
        return lineage.jobsNamed(name, SAME_NAME);
    }
}
