package org.opendatagov.orchestrator.adapter.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.DeclarationChanges;
import org.opendatagov.orchestrator.catalog.Declarations;
import org.opendatagov.orchestrator.catalog.LineageEdge;
import org.opendatagov.orchestrator.catalog.ProfileSnapshot;
import org.opendatagov.orchestrator.catalog.StatedDeclarations;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The catalogue in PostgreSQL. */
@Component
class CatalogStore implements Catalog, StatedDeclarations {
    private final CatalogDatabase database;

    CatalogStore(DataSource source) {
        this.database = new CatalogDatabase(source);
    }

    @Override
    public CatalogDataset record(Dataset dataset, DatasetProfile profile) {
        return database.change("a dataset could not be recorded", client -> {
            CatalogDatabase.lock(client, dataset.location());
            new CatalogDatasets(client).insert(dataset, profile);
            return declared(client, dataset.location()).orElseThrow();
        });
    }

    /** The dataset at a location, if one was seen, its declared edges brought up to date. */
    private static Optional<CatalogDataset> declared(JdbcClient client, String location) {
        Optional<CatalogDataset> dataset = new CatalogDatasets(client).findByLocation(location);
        dataset.ifPresent(found -> new CatalogLineage(client)
                .declare(found.id(), found.declarations().upstream()));
        return dataset;
    }

    @Override
    public Optional<CatalogDataset> find(String id) {
        return database.read("a dataset could not be read", client -> new CatalogDatasets(client).find(id));
    }

    @Override
    public Optional<CatalogDataset> findByLocation(String location) {
        return database.read(
                "a dataset could not be read", client -> new CatalogDatasets(client).findByLocation(location));
    }

    @Override
    public List<CatalogDataset> search(String text, int limit) {
        return database.read(
                "datasets could not be searched", client -> new CatalogDatasets(client).search(text, limit));
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
    public CatalogDataset declare(String id, Map<String, Object> changes) {
        return database.change("declarations could not be changed", client -> {
            String location = new CatalogDatasets(client)
                    .find(id)
                    .orElseThrow(CatalogStore::unknown)
                    .location();
            new CatalogDeclarations(client).request(location, changes);
            return declared(client, location).orElseThrow();
        });
    }

    private static OrchestratorException unknown() {
        return new OrchestratorException(
                ErrorCode.NOT_FOUND, "There is no dataset with this id; GET /api/v1/datasets lists those there are.");
    }

    @Override
    public void state(String location, Map<String, Object> statements) {
        database.change("the declarations of a file could not be kept", client -> {
            new CatalogDeclarations(client).state(location, statements);
            return declared(client, location);
        });
    }

    @Override
    public void link(LineageEdge edge) {
        database.change("lineage could not be recorded", client -> new CatalogLineage(client).link(edge));
    }

    @Override
    public void unlink(LineageEdge edge) {
        database.change("lineage could not be recorded", client -> new CatalogLineage(client).unlink(edge));
    }

    @Override
    public List<LineageEdge> upstream(String id) {
        return database.read("lineage could not be read", client -> new CatalogLineage(client).upstream(id));
    }

    @Override
    public List<LineageEdge> downstream(String id) {
        return database.read("lineage could not be read", client -> new CatalogLineage(client).downstream(id));
    }
}
