package org.opendatagov.orchestrator.experts.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogColumn;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.LineageEdge;

/** What is known around a dataset, each neighbour once, and apart from it what labels alone suggest. */
record Dependencies(List<Dependency> upstream, List<Dependency> downstream, List<Dependency> suggested) {
    /** A label fits and nothing else is known. */
    private static final double LABEL = 0.3;
    /** Label and type fit a known dataset whose values could not be compared. */
    private static final double LABEL_AND_TYPE = 0.4;

    static Dependencies of(CatalogDataset dataset, Catalog catalog, List<ForeignKeys.Checked> checked) {
        List<Dependency> upstream = neighbours(
                catalog,
                catalog.upstream(dataset.id()),
                LineageEdge::upstream,
                id -> columns(
                        checked,
                        check -> check.reference().from().id().equals(dataset.id())
                                && check.reference().to().id().equals(id)));
        List<Dependency> downstream = neighbours(
                catalog,
                catalog.downstream(dataset.id()),
                LineageEdge::downstream,
                id -> columns(
                        checked,
                        check -> check.reference().to().id().equals(dataset.id())
                                && check.reference().from().id().equals(id)));
        return new Dependencies(upstream, downstream, suggested(dataset, checked, upstream));
    }

    private static List<String> columns(List<ForeignKeys.Checked> checked, Predicate<ForeignKeys.Checked> wanted) {
        return checked.stream()
                .filter(ForeignKeys.Checked::confirmed)
                .filter(wanted)
                .map(check -> check.reference().text())
                .sorted()
                .toList();
    }

    private static List<Dependency> neighbours(
            Catalog catalog,
            List<LineageEdge> edges,
            Function<LineageEdge, String> end,
            Function<String, List<String>> columns) {
        Map<String, List<LineageEdge>> byNeighbour = new TreeMap<>();
        edges.forEach(edge -> byNeighbour
                .computeIfAbsent(end.apply(edge), id -> new ArrayList<>())
                .add(edge));
        List<Dependency> neighbours = new ArrayList<>();
        byNeighbour.forEach((id, known) -> {
            known.sort(Comparator.comparingDouble(LineageEdge::confidence)
                    .reversed()
                    .thenComparing(LineageEdge::how));
            Optional<CatalogDataset> found = catalog.find(id);
            neighbours.add(new Dependency(
                    found.map(CatalogDataset::name).orElse(id),
                    found,
                    known.stream().map(LineageEdge::how).toList(),
                    known.getFirst().confidence(),
                    columns.apply(id)));
        });
        neighbours.sort(Comparator.comparing(Dependency::name));
        return List.copyOf(neighbours);
    }

    private static List<Dependency> suggested(
            CatalogDataset dataset, List<ForeignKeys.Checked> checked, List<Dependency> upstream) {
        Map<String, Dependency> suggested = new TreeMap<>();
        checked.stream()
                .filter(check ->
                        check.share().isEmpty() && check.reference().from().id().equals(dataset.id()))
                .map(ForeignKeys.Checked::reference)
                .forEach(reference -> suggested.putIfAbsent(
                        reference.to().name(),
                        new Dependency(
                                reference.to().name(),
                                Optional.of(reference.to()),
                                List.of("naming"),
                                LABEL_AND_TYPE,
                                List.of(reference.text()))));
        dataset.columns().stream()
                .filter(column -> !column.unique() && !column.privacy().personal())
                .filter(column -> checked.stream()
                        .noneMatch(check -> check.reference().column().equals(column.name())
                                && check.reference().from().id().equals(dataset.id())))
                .forEach(column -> byLabel(dataset, column, suggested));
        upstream.forEach(known -> suggested.remove(known.name()));
        upstream.forEach(known -> suggested.remove(Naming.plural(Naming.entity(known.name()))));
        return List.copyOf(suggested.values());
    }

    /** A label may suggest a dataset that nobody has seen; its own dataset it never suggests. */
    private static void byLabel(CatalogDataset dataset, CatalogColumn column, Map<String, Dependency> suggested) {
        Naming.suggested(column.name())
                .filter(name -> !Naming.entity(name).equals(Naming.entity(dataset.name())))
                .ifPresent(name -> suggested.putIfAbsent(
                        name,
                        new Dependency(name, Optional.empty(), List.of("naming"), LABEL, List.of(column.name()))));
    }
}
