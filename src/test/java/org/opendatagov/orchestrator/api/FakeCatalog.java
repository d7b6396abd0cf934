package org.opendatagov.orchestrator.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.DeclarationChanges;
import org.opendatagov.orchestrator.catalog.Declarations;
import org.opendatagov.orchestrator.catalog.LineageEdge;
import org.opendatagov.orchestrator.catalog.ProfileSnapshot;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetFormat;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.privacy.ClassMatch;
import org.opendatagov.orchestrator.privacy.ColumnVerdict;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** A catalogue that knows one dataset. */
final class FakeCatalog implements Catalog {
    static final String KNOWN = "0123456789abcdef";

    private static final Instant SEEN = Instant.parse("2026-01-02T03:04:05Z");

    private final Map<String, Object> declared = new ConcurrentHashMap<>();

    @Override
    public CatalogDataset record(Dataset dataset, DatasetProfile profile) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CatalogDataset> find(String id) {
        return id.equals(KNOWN) ? Optional.of(known()) : Optional.empty();
    }

    private CatalogDataset known() {
        CatalogColumn email = new CatalogColumn(
                "email",
                "text",
                10,
                true,
                new ColumnVerdict(true, false, List.of(new ClassMatch("email", 1, 10, 10, 1)), "By its values."),
                List.of("key"));
        return new CatalogDataset(
                KNOWN,
                "samples/people.csv",
                "people",
                DatasetFormat.CSV,
                "fingerprint",
                120,
                10,
                List.of(email),
                DeclarationChanges.read(declared),
                SEEN,
                SEEN);
    }

    @Override
    public Optional<CatalogDataset> findByLocation(String location) {
        return Optional.of(known()).filter(dataset -> dataset.location().equals(location));
    }

    @Override
    public List<CatalogDataset> search(String text, int limit) {
        return known().name().contains(text) ? List.of(known()) : List.of();
    }

    @Override
    public List<ProfileSnapshot> profiles(String id, int limit) {
        DatasetProfile profile = new DatasetProfile(
                "fingerprint", DatasetFormat.CSV, 10, 120, Optional.empty(), Optional.empty(), List.of(), List.of());
        return List.of(new ProfileSnapshot(id, SEEN, profile));
    }

    @Override
    public Declarations declarations(String location) {
        return DeclarationChanges.read(declared);
    }

    @Override
    public CatalogDataset declare(String id, Map<String, Object> changes) {
        if (!id.equals(KNOWN)) {
            throw new OrchestratorException(ErrorCode.NOT_FOUND, "There is no such dataset.");
        }
        Map<String, Object> merged = new LinkedHashMap<>(DeclarationChanges.merge(declared, changes));
        declared.clear();
        declared.putAll(merged);
        return known();
    }

    @Override
    public void link(LineageEdge edge) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Declarations declarations(String location, java.time.Instant at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void unlink(LineageEdge edge) {}

    @Override
    public List<LineageEdge> upstream(String id) {
        return List.of();
    }

    @Override
    public List<LineageEdge> downstream(String id) {
        return List.of();
    }
}
