package org.opendatagov.orchestrator.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.report.Audit.AuditedDataset;
import org.opendatagov.orchestrator.report.Audit.Transfer;

/** Reads what the tasks of an audit found, put together by dataset; nothing where no inventory was asked. */
final class AuditReader {
    private static final String INVENTORY = "list_pii_datasets";
    private static final String FLOWS = "trace_pii_data_flows";
    private static final List<String> SENSITIVITIES = List.of("high", "medium", "low", "unknown");

    private final Results results;

    private AuditReader(Results results) {
        this.results = results;
    }

    static Optional<Audit> read(Results results) {
        return results.of(INVENTORY).isEmpty() ? Optional.empty() : Optional.of(new AuditReader(results).audit());
    }

    private Audit audit() {
        List<AuditedDataset> datasets = datasets();
        List<Transfer> transfers = results.maps(FLOWS, "cross_border").stream()
                .map(AuditReader::transfer)
                .toList();
        Map<String, Object> flows = result(FLOWS);
        return new Audit(
                Results.text(result(INVENTORY), "scope"),
                bySensitivity(datasets),
                datasets,
                new AuditArticles(results, datasets, transfers).lines(),
                transfers,
                Results.number(flows, "pipelines_traced").longValue(),
                Results.number(flows, "columns_traced").longValue(),
                !Boolean.FALSE.equals(flows.get("complete")));
    }

    private Map<String, Object> result(String action) {
        return results.of(action).stream().findFirst().map(ExpertReport::result).orElse(Map.of());
    }

    private static Map<String, Long> bySensitivity(List<AuditedDataset> datasets) {
        Map<String, Long> counts = new LinkedHashMap<>();
        SENSITIVITIES.forEach(word -> counts.put(
                word,
                datasets.stream().filter(one -> one.sensitivity().equals(word)).count()));
        return counts;
    }

    private List<AuditedDataset> datasets() {
        Map<String, Map<?, ?>> retention = byId("validate_data_retention");
        Map<String, Map<?, ?>> anonymity = byId("verify_anonymization");
        return results.maps(INVENTORY, "datasets").stream()
                .map(entry -> dataset(
                        entry,
                        retention.getOrDefault(Results.text(entry, "id"), Map.of()),
                        anonymity.getOrDefault(Results.text(entry, "id"), Map.of())))
                .sorted(Comparator.comparingInt((AuditedDataset one) -> SENSITIVITIES.indexOf(one.sensitivity()))
                        .thenComparing(AuditedDataset::name)
                        .thenComparing(AuditedDataset::location))
                .toList();
    }

    private Map<String, Map<?, ?>> byId(String action) {
        Map<String, Map<?, ?>> found = new LinkedHashMap<>();
        results.maps(action, "datasets").forEach(entry -> found.put(Results.text(entry, "id"), entry));
        return found;
    }

    private AuditedDataset dataset(Map<?, ?> entry, Map<?, ?> retention, Map<?, ?> anonymity) {
        List<Map<?, ?>> ends = results.maps(FLOWS, "flows").stream()
                .filter(flow -> Results.text(flow, "id").equals(Results.text(entry, "id")))
                .flatMap(flow -> Results.maps(flow.get("ends")).stream())
                .toList();
        return new AuditedDataset(
                Results.text(entry, "location"),
                Results.text(entry, "name"),
                Results.text(entry, "owner"),
                Results.text(entry, "region"),
                Results.text(entry, "sensitivity"),
                Results.texts(entry.get("classes")),
                Results.text(retention, "status"),
                Results.text(retention, "reason"),
                Results.text(retention, "consent"),
                Results.text(retention, "consent_reason"),
                Results.text(anonymity, "status"),
                Results.text(anonymity, "reason"),
                ends.size(),
                ends.stream()
                        .filter(end -> !Boolean.TRUE.equals(end.get("masked")))
                        .count());
    }

    private static Transfer transfer(Map<?, ?> told) {
        return new Transfer(
                Results.text(told, "from"),
                Results.text(told, "to"),
                Results.text(told, "from_region"),
                Results.text(told, "to_region"),
                Results.text(told, "how"),
                Boolean.TRUE.equals(told.get("masked")),
                Results.texts(told.get("columns")),
                Results.texts(told.get("jobs")));
    }
}
