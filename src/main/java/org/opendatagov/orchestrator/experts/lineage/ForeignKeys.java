package org.opendatagov.orchestrator.experts.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.LineageEdge;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.expert.ContextView;

/** Confirms candidates by their values and keeps the confirmed ones in the catalogue; those that the values refute go. */
final class ForeignKeys {
    static final String HOW = "foreign_key";
    /** Share of values that the key must hold; rows without a partner are common where datasets are cut at different times. */
    private static final double ENOUGH = 0.95;
    /** Datasets are read to confirm; more candidates than this stay unconfirmed. */
    private static final int CHECKED = 40;

    private final Catalog catalog;
    private final KeyReferences references;
    private final Containment containment;

    ForeignKeys(Datasets datasets, Catalog catalog) {
        this.catalog = catalog;
        this.references = new KeyReferences(catalog);
        this.containment = new Containment(datasets);
    }

    /** A reference whose values were compared, or could not be. */
    record Checked(KeyReference reference, OptionalDouble share) {
        boolean confirmed() {
            return share.orElse(0) >= ENOUGH;
        }

        boolean refuted() {
            return share.isPresent() && !confirmed();
        }

        /** Label, type and values agree; what is not known is whether one was made from the other. */
        double confidence() {
            return Math.round((0.4 + 0.5 * share.orElse(0)) * 1e4) / 1e4;
        }

        LineageEdge edge() {
            return new LineageEdge(reference.to().id(), reference.from().id(), HOW, confidence());
        }
    }

    List<Checked> check(CatalogDataset dataset, ContextView context) {
        List<Checked> checked = new ArrayList<>();
        for (KeyReference reference : references.of(dataset, context)) {
            OptionalDouble share = checked.size() < CHECKED ? containment.share(reference) : OptionalDouble.empty();
            checked.add(new Checked(reference, share));
        }
        keep(dataset, checked);
        return List.copyOf(checked);
    }

    private void keep(CatalogDataset dataset, List<Checked> checked) {
        catalog.upstream(dataset.id()).stream()
                .filter(edge -> edge.how().equals(HOW))
                .filter(edge -> stale(edge, checked))
                .forEach(catalog::unlink);
        checked.stream().filter(Checked::refuted).map(Checked::edge).forEach(catalog::unlink);
        checked.stream().filter(Checked::confirmed).map(Checked::edge).forEach(catalog::link);
    }

    /** Known from before, and nothing speaks for it any more. */
    private static boolean stale(LineageEdge edge, List<Checked> checked) {
        return checked.stream()
                .filter(check -> !check.refuted())
                .noneMatch(
                        check -> Map.entry(check.edge().upstream(), check.edge().downstream())
                                .equals(Map.entry(edge.upstream(), edge.downstream())));
    }
}
