package org.opendatagov.orchestrator.adapter.http;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.DatasetKnowledge;
import org.opendatagov.orchestrator.catalog.DatasetName;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.catalog.DatasetSearch;
import org.opendatagov.orchestrator.catalog.DeclarationChanges;
import org.opendatagov.orchestrator.catalog.Declarations;
import org.opendatagov.orchestrator.catalog.FoundBy;
import org.opendatagov.orchestrator.catalog.LineageEdge;
import org.opendatagov.orchestrator.catalog.ProfileSnapshot;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * The catalogue of an expert in a process of its own: what the orchestrator knows, and beside it what this process has seen itself, in
 * memory, until it ends.
 */
@Component
@ConditionalOnProperty(name = "orchestrator.role", havingValue = "expert")
class ServedCatalog implements Catalog {
    private final OrchestratorCatalog orchestrator;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, CatalogDataset> seen = new ConcurrentHashMap<>();
    private final Map<String, List<ProfileSnapshot>> profiles = new ConcurrentHashMap<>();
    private final List<LineageEdge> edges = new java.util.concurrent.CopyOnWriteArrayList<>();

    ServedCatalog(OrchestratorCatalog orchestrator) {
        this.orchestrator = orchestrator;
    }

    @Override
    public CatalogDataset record(Dataset dataset, DatasetProfile profile) {
        Instant now = clock.instant();
        Optional<CatalogDataset> known = find(dataset.id());
        CatalogDataset recorded = new CatalogDataset(
                dataset.id(),
                dataset.location(),
                name(dataset.location()),
                Optional.of(dataset.format()),
                Optional.of(dataset.fingerprint()),
                OptionalLong.of(dataset.bytes()),
                OptionalLong.of(profile.rows()),
                profile.columns().stream()
                        .map(column -> column(column, profile.rows()))
                        .toList(),
                known.map(CatalogDataset::declarations).orElseGet(ServedCatalog::undeclared),
                known.map(CatalogDataset::firstSeen).orElse(now),
                now);
        seen.put(dataset.id(), recorded);
        profiles.computeIfAbsent(dataset.id(), id -> new java.util.concurrent.CopyOnWriteArrayList<>())
                .addFirst(new ProfileSnapshot(dataset.id(), now, profile));
        return recorded;
    }

    private static CatalogColumn column(ColumnProfile column, long rows) {
        boolean unique = rows > 0 && column.nulls() == 0 && column.distinct() == rows && !column.distinctApproximate();
        return new CatalogColumn(
                column.name(),
                column.logicalType(),
                column.distinct(),
                unique,
                column.privacy(),
                unique ? List.of(column.name()) : List.of(),
                FoundBy.VALUES);
    }

    /** The last part of the location without extensions. */
    private static String name(String location) {
        return location.replaceAll("[?].*$", "")
                .replaceAll("/+$", "")
                .replaceAll("^.*[/:]", "")
                .replaceAll("(?<=.)\\..*$", "");
    }

    private static Declarations undeclared() {
        return DeclarationChanges.read(Map.of());
    }

    /** What is declared is the orchestrator's to say, what was seen last may be ours. */
    @Override
    public Optional<CatalogDataset> find(String id) {
        Optional<CatalogDataset> there = orchestrator.find(id);
        return there.isPresent() ? there : Optional.ofNullable(seen.get(id));
    }

    @Override
    public Optional<CatalogDataset> findByLocation(String location) {
        return search(location, Integer.MAX_VALUE).stream()
                .filter(dataset -> dataset.location().equals(location))
                .findFirst();
    }

    @Override
    public List<CatalogDataset> search(String text, int limit) {
        List<CatalogDataset> there = orchestrator.search(text);
        List<String> ids = there.stream().map(CatalogDataset::id).toList();
        Stream<CatalogDataset> here = seen.values().stream()
                .filter(dataset -> dataset.location().contains(text))
                .filter(dataset -> !ids.contains(dataset.id()));
        return Stream.concat(there.stream(), here)
                .sorted(Comparator.comparing(CatalogDataset::lastSeen)
                        .reversed()
                        .thenComparing(CatalogDataset::id))
                .limit(limit)
                .toList();
    }

    @Override
    public List<CatalogDataset> search(DatasetSearch search) {
        return orchestrator.search(search);
    }

    /** Page by page: the orchestrator's, and what this process alone has seen. */
    @Override
    public List<CatalogDataset> personal(DatasetScope scope) {
        Map<String, CatalogDataset> found = new TreeMap<>();
        seen.values().stream()
                .filter(CatalogDataset::personal)
                .forEach(dataset -> found.put(dataset.location(), dataset));
        Optional<String> cursor = Optional.empty();
        do {
            OrchestratorCatalog.Page page = orchestrator.personal(scope, cursor);
            page.datasets().forEach(dataset -> found.put(dataset.location(), dataset));
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        return found.values().stream()
                .filter(dataset -> scope.matches(dataset.declarations()))
                .toList();
    }

    @Override
    public List<CatalogDataset> personal(DatasetScope scope, Optional<String> after, int limit) {
        return personal(scope).stream()
                .dropWhile(dataset -> after.isPresent() && !dataset.id().equals(after.get()))
                .skip(after.isPresent() ? 1 : 0)
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<CatalogDataset> find(String id, Instant at) {
        return orchestrator.find(id, at);
    }

    @Override
    public DatasetKnowledge knowledge(String id) {
        return orchestrator.knowledge(id);
    }

    @Override
    public Optional<String> named(DatasetName name) {
        return orchestrator.find(Dataset.id(name.location())).map(CatalogDataset::id);
    }

    @Override
    public List<ProfileSnapshot> profiles(String id, int limit) {
        return profiles.getOrDefault(id, List.of()).stream().limit(limit).toList();
    }

    @Override
    public Declarations declarations(String location) {
        return findByLocation(location).map(CatalogDataset::declarations).orElseGet(ServedCatalog::undeclared);
    }

    @Override
    public CatalogDataset declare(String id, Map<String, Object> changes) {
        throw new OrchestratorException(
                ErrorCode.UNAVAILABLE,
                "An expert cannot declare; PATCH /api/v1/datasets/{id} at the orchestrator does.");
    }

    @Override
    public void link(LineageEdge edge) {
        if (!edges.contains(edge)) {
            edges.add(edge);
        }
    }

    /** This process knows what is declared now, and not what was. */
    @Override
    public Declarations declarations(String location, Instant at) {
        return declarations(location);
    }

    @Override
    public void unlink(LineageEdge edge) {
        edges.removeIf(known -> known.upstream().equals(edge.upstream())
                && known.downstream().equals(edge.downstream())
                && known.how().equals(edge.how()));
    }

    @Override
    public List<LineageEdge> upstream(String id) {
        return new ArrayList<>(edges)
                .stream().filter(edge -> edge.downstream().equals(id)).toList();
    }

    @Override
    public List<LineageEdge> downstream(String id) {
        return new ArrayList<>(edges)
                .stream().filter(edge -> edge.upstream().equals(id)).toList();
    }
}
