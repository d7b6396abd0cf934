package org.opendatagov.orchestrator.experts.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.expert.ContextView;

/** Candidates for references between catalogued datasets: by label and type, and those that an earlier task of the run found. */
final class KeyReferences {
    private static final int KNOWN = 1000;

    private final Catalog catalog;

    KeyReferences(Catalog catalog) {
        this.catalog = catalog;
    }

    /** From the dataset and to it, in a fixed order, none twice. */
    List<KeyReference> of(CatalogDataset dataset, ContextView context) {
        Set<KeyReference> found = new LinkedHashSet<>();
        List<CatalogDataset> others = catalog.search("", KNOWN).stream()
                .filter(other -> !other.id().equals(dataset.id()))
                .sorted(Comparator.comparing(CatalogDataset::location))
                .toList();
        others.forEach(other -> found.addAll(between(dataset, other)));
        others.forEach(other -> found.addAll(shared(dataset, other, context)));
        others.forEach(other -> found.addAll(between(other, dataset)));
        return List.copyOf(found);
    }

    private static List<KeyReference> between(CatalogDataset from, CatalogDataset to) {
        List<KeyReference> found = new ArrayList<>();
        for (CatalogColumn column : from.columns()) {
            to.columns().stream()
                    .filter(key -> key.unique() && !column.unique())
                    .filter(key -> sameType(column.logicalType(), key.logicalType()))
                    .filter(key -> Naming.refers(column.name(), key.name(), to.name()))
                    .forEach(key -> found.add(new KeyReference(from, column.name(), to, key.name())));
        }
        return found;
    }

    /** Codes and identifiers are text: which of them a column is taken for depends on how many different values it has. */
    private static boolean sameType(String first, String second) {
        return family(first).equals(family(second));
    }

    private static String family(String type) {
        return switch (type) {
            case "text", "identifier", "enum" -> "text";
            default -> type;
        };
    }

    private static List<KeyReference> shared(CatalogDataset dataset, CatalogDataset other, ContextView context) {
        List<KeyReference> found = new ArrayList<>();
        context.find("foreign_keys").ifPresent(value -> {
            if (value.value() instanceof List<?> keys) {
                keys.stream()
                        .filter(key -> key instanceof Map<?, ?> map
                                && other.id().equals(map.get("dataset"))
                                && has(dataset, map.get("column"))
                                && has(other, map.get("references")))
                        .map(key -> (Map<?, ?>) key)
                        .forEach(key -> found.add(new KeyReference(
                                dataset,
                                String.valueOf(key.get("column")),
                                other,
                                String.valueOf(key.get("references")))));
            }
        });
        return found;
    }

    private static boolean has(CatalogDataset dataset, @org.jspecify.annotations.Nullable Object column) {
        return dataset.columns().stream().anyMatch(known -> known.name().equals(column));
    }
}
