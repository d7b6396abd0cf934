package org.opendatagov.orchestrator.adapter.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.DatasetName;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.openlineage.DescribedColumns;
import org.opendatagov.orchestrator.openlineage.EventDataset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Datasets as events tell of them. To be called inside a transaction in its turn. */
final class LineageDatasets {
    private final JdbcClient client;
    private final LineageFacets facets;

    LineageDatasets(JdbcClient client, LineageFacets facets) {
        this.client = client;
        this.facets = facets;
    }

    /** The id of a dataset with all that the event says of it kept. */
    String described(EventDataset dataset) {
        String id = named(dataset.name());
        facets.keep("dataset", id, dataset.facets());
        for (DatasetName other : OtherNames.of(dataset)) {
            id = same(id, other);
        }
        client.sql("UPDATE dataset SET last_seen = clock_timestamp() WHERE id = ?")
                .param(id)
                .update();
        if (dataset.facets().keySet().stream().anyMatch(DescribedColumns.FACETS::contains)) {
            describe(client, id);
        }
        return id;
    }

    /** The id of the dataset that is called so; one that nobody knows comes to be known by this name. */
    String named(DatasetName given) {
        DatasetName name = given.usual();
        return find(client, name).orElseGet(() -> create(name));
    }

    static Optional<String> find(JdbcClient client, DatasetName given) {
        DatasetName name = given.usual();
        return client.sql("SELECT dataset FROM dataset_alias WHERE namespace = ? AND name = ?")
                .params(name.namespace(), name.name())
                .query(String.class)
                .optional();
    }

    /** What was onboarded before it was named here is found by its location. */
    private String create(DatasetName name) {
        String location = name.location();
        client.sql("""
                INSERT INTO dataset (id, location, name, columns) VALUES (?, ?, ?, '[]') ON CONFLICT DO NOTHING""").params(Dataset.id(location), location, name.shortName()).update();
        String id = client.sql("SELECT id FROM dataset WHERE location = ?")
                .param(location)
                .query(String.class)
                .single();
        call(id, name);
        return id;
    }

    private void call(String id, DatasetName name) {
        client.sql("INSERT INTO dataset_alias (namespace, name, dataset) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .params(name.namespace(), name.name(), id)
                .update();
        client.sql("UPDATE dataset SET namespace = least(namespace, nullif(?, '')) WHERE id = ?")
                .params(name.namespace(), id)
                .update();
    }

    /** Makes a further name one of the dataset's; what was known by it becomes part of the dataset, or the other way round. */
    String same(String id, DatasetName given) {
        DatasetName name = given.usual();
        Optional<String> known = find(client, name).filter(other -> !other.equals(id));
        if (known.isEmpty()) {
            call(id, name);
            return id;
        }
        boolean profiled = profiled(known.get());
        if (profiled && profiled(id)) {
            return id;
        }
        String kept = profiled ? known.get() : id;
        new DatasetMerge(client).merge(profiled ? id : known.get(), kept);
        return kept;
    }

    private boolean profiled(String id) {
        return client.sql("SELECT fingerprint IS NOT NULL FROM dataset WHERE id = ?")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** Brings columns up to date with what events say; what values say stays. */
    static void describe(JdbcClient client, String id) {
        Map<String, Object> facets = LineageFacets.read(client, "dataset", id);
        CatalogDatasets datasets = new CatalogDatasets(client);
        datasets.find(id).ifPresent(dataset -> {
            List<CatalogColumn> columns = DescribedColumns.of(dataset, facets);
            client.sql("""
                    UPDATE dataset SET columns = ?::json, classes = ?,
                        format = coalesce(format, ?), row_count = coalesce(?, row_count) WHERE id = ?""")
                    .param(CatalogJson.write(columns))
                    .param(CatalogColumns.classes(columns))
                    .param(DescribedColumns.format(facets)
                            .map(format -> format.text())
                            .orElse(null))
                    .param(
                            dataset.profiled()
                                    ? null
                                    : DescribedColumns.rows(facets).orElse(null))
                    .param(id)
                    .update();
        });
    }

    static List<DatasetName> names(JdbcClient client, String id) {
        return client.sql(
                        "SELECT namespace, name FROM dataset_alias WHERE dataset = ? AND namespace <> '' ORDER BY namespace, name")
                .param(id)
                .query((row, number) -> new DatasetName(row.getString("namespace"), row.getString("name")))
                .list();
    }

    /** After a dataset was looked at: it is what events call by the name of its location. */
    static void recorded(JdbcClient client, Dataset dataset) {
        LineageDatasets datasets = new LineageDatasets(client, new LineageFacets(client, java.time.Instant.EPOCH));
        datasets.same(dataset.id(), DatasetName.ofLocation(dataset.location()));
        Collection<String> told =
                LineageFacets.read(client, "dataset", dataset.id()).keySet();
        if (told.stream().anyMatch(DescribedColumns.FACETS::contains)) {
            describe(client, dataset.id());
        }
    }
}
