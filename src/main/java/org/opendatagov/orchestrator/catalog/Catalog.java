package org.opendatagov.orchestrator.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;

/** What the organisation knows, and learns (port). Thread-safe. */
public interface Catalog extends CatalogReader {
    /** Records what was seen; the same fingerprint twice is one profile. */
    CatalogDataset record(Dataset dataset, DatasetProfile profile);

    /** Datasets that fit all that is asked for, newest first. */
    List<CatalogDataset> search(DatasetSearch search);

    /**
     * A page of those in a scope that hold personal data, by location.
     *
     * @param after the id of the last dataset of the page before
     */
    List<CatalogDataset> personal(DatasetScope scope, Optional<String> after, int limit);

    /**
     * A dataset as it was known at a time: content, columns, declarations. Empty where nothing was known of it then.
     */
    Optional<CatalogDataset> find(String id, Instant at);

    /** The id of the dataset that lineage events call so. */
    Optional<String> named(DatasetName name);

    /**
     * Changes what is declared for a dataset, by JSON merge patch (RFC 7396): named members replace, null removes, others stay.
     *
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException {@code not_found}; {@code invalid_input} with every problem
     */
    CatalogDataset declare(String id, Map<String, Object> changes);

    /** Keeps an edge; the same one again keeps the newer confidence. */
    void link(LineageEdge edge);

    /** Drops an edge, whatever its confidence; one that is not there is no error. */
    void unlink(LineageEdge edge);
}
