package org.opendatagov.orchestrator.adapter.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.CatalogReader;
import org.opendatagov.orchestrator.catalog.DatasetKnowledge;
import org.opendatagov.orchestrator.catalog.DatasetName;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.catalog.DatasetSearch;
import org.opendatagov.orchestrator.catalog.DeclarationChanges;
import org.opendatagov.orchestrator.catalog.Declarations;
import org.opendatagov.orchestrator.catalog.LineageEdge;
import org.opendatagov.orchestrator.catalog.ProfileSnapshot;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the catalogue in PostgreSQL can be asked. */
class CatalogReads implements CatalogReader {
    private final CatalogDatabase database;

    CatalogReads(CatalogDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<CatalogDataset> find(String id) {
        return database.read("a dataset could not be read", client -> find(client, id));
    }

    @Override
    public Optional<CatalogDataset> findByLocation(String location) {
        return database.read(
                "a dataset could not be read", client -> new CatalogDatasets(client).findByLocation(location));
    }

    @Override
    public List<CatalogDataset> search(String text, int limit) {
        return database.read(
                "datasets could not be searched",
                client -> new CatalogDatasets(client).search(DatasetSearch.of(text, limit)));
    }

    @Override
    public List<CatalogDataset> personal(DatasetScope scope) {
        return database.read(
                "personal datasets could not be listed",
                client -> new CatalogDatasets(client).personal(scope, Optional.empty(), Integer.MAX_VALUE));
    }

    @Override
    public List<ProfileSnapshot> profiles(String id, int limit) {
        return database.read("profiles could not be read", client -> new CatalogDatasets(client).profiles(id, limit));
    }

    @Override
    public Declarations declarations(String location) {
        return database.read(
                "declarations could not be read",
                client -> DeclarationChanges.read(new CatalogDeclarations(client).declared(location)));
    }

    @Override
    public Declarations declarations(String location, Instant at) {
        return database.read(
                "declarations could not be read",
                client -> DeclarationChanges.read(new CatalogDeclarations(client).declared(location, at)));
    }

    @Override
    public List<LineageEdge> upstream(String id) {
        return database.read("lineage could not be read", client -> new CatalogLineage(client).upstream(id));
    }

    @Override
    public List<LineageEdge> downstream(String id) {
        return database.read("lineage could not be read", client -> new CatalogLineage(client).downstream(id));
    }

    @Override
    public DatasetKnowledge knowledge(String id) {
        return database.read(
                "a dataset could not be read",
                client -> find(client, id)
                        .map(dataset -> DatasetContradictions.knowledge(client, dataset))
                        .orElseThrow(CatalogReads::unknown));
    }

    /** A dataset that turned out to be another one is found as that. */
    static Optional<CatalogDataset> find(JdbcClient client, String id) {
        CatalogDatasets datasets = new CatalogDatasets(client);
        return datasets.find(id)
                .or(() -> LineageDatasets.find(client, new DatasetName("", id)).flatMap(datasets::find));
    }

    static OrchestratorException unknown() {
        return new OrchestratorException(
                ErrorCode.NOT_FOUND, "There is no dataset with this id; GET /api/v1/datasets lists those there are.");
    }
}
