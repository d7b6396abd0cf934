package org.opendatagov.orchestrator.adapter.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.DeclarationChanges;
import org.opendatagov.orchestrator.catalog.Declarations;
import org.opendatagov.orchestrator.catalog.ProfileSnapshot;
import org.opendatagov.orchestrator.openlineage.DescribedColumns;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was known of a dataset when: its newest profile then, what events had told by then, what was declared then. */
final class DatasetHistory {
    private final JdbcClient client;

    DatasetHistory(JdbcClient client) {
        this.client = client;
    }

    Optional<CatalogDataset> at(CatalogDataset now, Instant at) {
        Map<String, Object> facets = LineageFacets.read(client, "dataset", now.id(), at);
        Optional<ProfileSnapshot> profile = new CatalogDatasets(client).profile(now.id(), at);
        if (profile.isEmpty() && facets.isEmpty() && now.firstSeen().isAfter(at)) {
            return Optional.empty();
        }
        Declarations declared = DeclarationChanges.read(new CatalogDeclarations(client).declared(now.location(), at));
        CatalogDataset then = profile.map(snapshot -> profiled(now, snapshot, declared, at))
                .orElseGet(() -> told(now, declared, facets, at));
        List<CatalogColumn> columns = DescribedColumns.of(then, facets);
        return Optional.of(with(then, columns));
    }

    private static CatalogDataset profiled(
            CatalogDataset now, ProfileSnapshot snapshot, Declarations declared, Instant at) {
        return new CatalogDataset(
                now.id(),
                now.location(),
                now.name(),
                Optional.of(snapshot.profile().format()),
                Optional.of(snapshot.profile().fingerprint()),
                OptionalLong.of(snapshot.profile().bytes()),
                OptionalLong.of(snapshot.profile().rows()),
                CatalogColumns.of(snapshot.profile()),
                declared,
                now.firstSeen(),
                earlier(now.lastSeen(), at));
    }

    private static CatalogDataset told(
            CatalogDataset now, Declarations declared, Map<String, Object> facets, Instant at) {
        return new CatalogDataset(
                now.id(),
                now.location(),
                now.name(),
                DescribedColumns.format(facets),
                Optional.empty(),
                OptionalLong.empty(),
                DescribedColumns.rows(facets).map(OptionalLong::of).orElseGet(OptionalLong::empty),
                List.of(),
                declared,
                now.firstSeen(),
                earlier(now.lastSeen(), at));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static CatalogDataset with(CatalogDataset then, List<CatalogColumn> columns) {
        return new CatalogDataset(
                then.id(),
                then.location(),
                then.name(),
                then.format(),
                then.fingerprint(),
                then.bytes(),
                then.rows(),
                columns,
                then.declarations(),
                then.firstSeen(),
                then.lastSeen());
    }
}
