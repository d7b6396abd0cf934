package org.opendatagov.orchestrator.experts.security;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.privacy.ClassMatch;

/** A dataset of the inventory. */
record PersonalEntry(CatalogDataset dataset, List<CatalogColumn> personal) {
    /** Of a dataset that is declared to be about persons, and of which no column is known to be. */
    static final String UNKNOWN = "unknown";

    static PersonalEntry of(CatalogDataset dataset) {
        return new PersonalEntry(
                dataset,
                dataset.columns().stream()
                        .filter(column -> column.privacy().personal())
                        .toList());
    }

    String location() {
        return dataset.location();
    }

    String name() {
        return dataset.name();
    }

    Optional<String> owner() {
        return dataset.declarations().owner();
    }

    Optional<String> region() {
        return dataset.declarations().region();
    }

    /** That of the most sensitive column; a declared special category (GDPR Art. 9) is high. */
    String sensitivity() {
        if (dataset.declarations().specialCategoryCondition().isPresent()) {
            return Severity.HIGH.text();
        }
        return personal.stream()
                .map(column -> Sensitivity.of(column.privacy()))
                .max(Comparator.naturalOrder())
                .map(Severity::text)
                .orElse(UNKNOWN);
    }

    boolean specialCategory() {
        return dataset.declarations().specialCategoryCondition().isPresent()
                || personal.stream().anyMatch(column -> column.privacy().specialCategory());
    }

    List<String> classes() {
        return personal.stream()
                .flatMap(column -> names(column).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> names(CatalogColumn column) {
        return column.privacy().classes().stream().map(ClassMatch::name).toList();
    }

    double confidence() {
        return personal.stream()
                .flatMap(column -> column.privacy().classes().stream())
                .mapToDouble(ClassMatch::confidence)
                .max()
                .orElse(1);
    }

    private List<String> foundBy() {
        List<String> found = new ArrayList<>();
        if (!personal.isEmpty()) {
            found.add("classes");
        }
        if (dataset.declarations().saidToBePersonal()) {
            found.add("declaration");
        }
        return found;
    }

    String explanation() {
        return personal.isEmpty()
                ? "It is declared to be about persons; no column is known to hold personal values."
                : "Personal columns: %s."
                        .formatted(String.join(
                                ", ", personal.stream().map(CatalogColumn::name).toList()));
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("sensitivity", sensitivity());
        figures.put("columns", personal.size());
        figures.put("classes", classes());
        dataset.rows().ifPresent(rows -> figures.put("rows", rows));
        figures.put("found_by", foundBy());
        return figures;
    }

    /** What later tasks of the run are given. */
    Map<String, Object> share() {
        Map<String, Object> shared = new LinkedHashMap<>();
        shared.put("id", dataset.id());
        shared.put("location", location());
        shared.put("name", name());
        owner().ifPresent(owner -> shared.put("owner", owner));
        region().ifPresent(region -> shared.put("region", region));
        shared.put("sensitivity", sensitivity());
        shared.put("special_category", specialCategory());
        shared.put("classes", classes());
        shared.put("columns", personal.stream().map(CatalogColumn::name).toList());
        return shared;
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>(share());
        described.put("tags", dataset.declarations().tags());
        dataset.rows().ifPresent(rows -> described.put("rows", rows));
        described.put("found_by", foundBy());
        described.put("said_to_be_masked", dataset.declarations().saidToBeMasked());
        described.put("columns", personal.stream().map(PersonalEntry::column).toList());
        return described;
    }

    private static Map<String, Object> column(CatalogColumn column) {
        return Map.of(
                "column", column.name(),
                "classes", names(column),
                "special_category", column.privacy().specialCategory(),
                "sensitivity", Sensitivity.of(column.privacy()).text());
    }
}
