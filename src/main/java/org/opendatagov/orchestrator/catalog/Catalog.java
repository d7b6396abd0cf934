package org.opendatagov.orchestrator.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;

/** What the organisation knows (port). Thread-safe. */
public interface Catalog {
    /** Records what was seen; the same fingerprint twice is one profile. */
    CatalogDataset record(Dataset dataset, DatasetProfile profile);

    Optional<CatalogDataset> find(String id);

    /** By exact location. */
    Optional<CatalogDataset> findByLocation(String location);

    /** All datasets whose name, location, owner or tag contains the text (empty: all), newest first. */
    List<CatalogDataset> search(String text, int limit);

    /** Profiles of a dataset, newest first. */
    List<ProfileSnapshot> profiles(String id, int limit);

    /** What is declared for a location, before or after it was first seen. */
    Declarations declarations(String location);

    /** What was declared for a location at a time: every change is kept. */
    Declarations declarations(String location, Instant at);

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

    List<LineageEdge> upstream(String id);

    List<LineageEdge> downstream(String id);
}
