package org.opendatagov.orchestrator.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the organisation knows, for those who must not change it (port). What implements it alone cannot write: in PostgreSQL each read is a
 * transaction in which the database itself refuses writes. Thread-safe.
 */
public interface CatalogReader {
    Optional<CatalogDataset> find(String id);

    /** By exact location. */
    Optional<CatalogDataset> findByLocation(String location);

    /** All datasets whose name, location, owner or tag contains the text (empty: all), newest first. */
    List<CatalogDataset> search(String text, int limit);

    /** Those in a scope that hold personal data, by what was found in their columns or is declared for them; by location. */
    List<CatalogDataset> personal(DatasetScope scope);

    /** Names, facets and contradictions of a dataset. */
    DatasetKnowledge knowledge(String id);

    /** Profiles of a dataset, newest first. */
    List<ProfileSnapshot> profiles(String id, int limit);

    /** What is declared for a location, before or after it was first seen. */
    Declarations declarations(String location);

    /** What was declared for a location at a time: every change is kept. */
    Declarations declarations(String location, Instant at);

    List<LineageEdge> upstream(String id);

    List<LineageEdge> downstream(String id);
}
