package org.opendatagov.orchestrator.adapter.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.opendatagov.orchestrator.adapter.postgres.CatalogDatabase.Turn;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.DatasetName;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.catalog.DatasetSearch;
import org.opendatagov.orchestrator.catalog.LineageEdge;
import org.opendatagov.orchestrator.catalog.StatedDeclarations;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The catalogue in PostgreSQL. */
@Component
class CatalogStore extends CatalogReads implements Catalog, StatedDeclarations {
    private final CatalogDatabase database;

    @Autowired
    CatalogStore(DataSource source) {
        this(new CatalogDatabase(source));
    }

    private CatalogStore(CatalogDatabase database) {
        super(database);
        this.database = database;
    }

    @Override
    public CatalogDataset record(Dataset dataset, DatasetProfile profile) {
        return database.change(Turn.LINEAGE, "a dataset could not be recorded", client -> {
            new CatalogDatasets(client).insert(dataset, profile);
            LineageDatasets.recorded(client, dataset);
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
    public List<CatalogDataset> search(DatasetSearch search) {
        return database.read("datasets could not be searched", client -> new CatalogDatasets(client).search(search));
    }

    @Override
    public List<CatalogDataset> personal(DatasetScope scope, Optional<String> after, int limit) {
        return database.read(
                "personal datasets could not be listed",
                client -> new CatalogDatasets(client).personal(scope, after, limit));
    }

    @Override
    public Optional<CatalogDataset> find(String id, Instant at) {
        return database.read(
                "a dataset could not be read",
                client -> find(client, id).flatMap(dataset -> new DatasetHistory(client).at(dataset, at)));
    }

    @Override
    public Optional<String> named(DatasetName name) {
        return database.read("a dataset could not be read", client -> LineageDatasets.find(client, name));
    }

    @Override
    public CatalogDataset declare(String id, Map<String, Object> changes) {
        return database.change(Turn.LINEAGE, "declarations could not be changed", client -> {
            String location =
                    find(client, id).orElseThrow(CatalogReads::unknown).location();
            new CatalogDeclarations(client).request(location, changes);
            return declared(client, location).orElseThrow();
        });
    }

    @Override
    public void state(String location, Map<String, Object> statements) {
        database.change(Turn.LINEAGE, "the declarations of a file could not be kept", client -> {
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
}
