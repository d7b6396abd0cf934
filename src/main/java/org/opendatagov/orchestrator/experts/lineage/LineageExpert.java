package org.opendatagov.orchestrator.experts.lineage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.expert.ActionInputs;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.springframework.stereotype.Component;

/** Says what a dataset is made from or refers to, and what depends on it, as far as that is known; what labels alone suggest stays apart. */
@Component
public class LineageExpert implements Expert {
    private final Datasets datasets;
    private final Catalog catalog;
    private final ForeignKeys foreignKeys;

    public LineageExpert(Datasets datasets, Catalog catalog) {
        this.datasets = datasets;
        this.catalog = catalog;
        this.foreignKeys = new ForeignKeys(datasets, catalog);
    }

    @Override
    public String name() {
        return "LineageExpert";
    }

    @Override
    public List<ExpertAction> actions() {
        return List.of(LineageSchemas.MAP);
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        ActionInputs.accept(this, request);
        Dataset dataset = datasets.open(request.requiredText("file_path"), request.fingerprints());
        CatalogDataset known = known(dataset);
        List<ForeignKeys.Checked> checked = foreignKeys.check(known, request.context());
        Dependencies dependencies = Dependencies.of(known, catalog, checked);
        Findings findings = LineageFindings.of(known, dependencies, checked);
        return new ExpertReport(
                summary(dependencies),
                findings.findings(),
                findings.evidence(),
                result(dependencies),
                Map.of("upstream", names(dependencies.upstream())),
                Map.of(dataset.location(), dataset.fingerprint()));
    }

    /** As the catalogue knows this content; called on its own, this may be the first that is seen of it. */
    private CatalogDataset known(Dataset dataset) {
        return catalog.find(dataset.id())
                .filter(found -> found.fingerprint().equals(dataset.fingerprint()))
                .orElseGet(() -> catalog.record(dataset, datasets.profile(dataset)));
    }

    private static Map<String, Object> result(Dependencies dependencies) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("upstream", described(dependencies.upstream()));
        result.put("downstream", described(dependencies.downstream()));
        result.put("suggested", described(dependencies.suggested()));
        return result;
    }

    private static List<Map<String, Object>> described(List<Dependency> dependencies) {
        return dependencies.stream().map(Dependency::describe).toList();
    }

    private static List<String> names(List<Dependency> dependencies) {
        return dependencies.stream().map(Dependency::name).distinct().toList();
    }

    private static String summary(Dependencies dependencies) {
        int count = dependencies.upstream().size();
        String guess = dependencies.suggested().isEmpty()
                ? ""
                : "; labels suggest " + String.join(", ", names(dependencies.suggested()));
        return count == 0
                ? "Nothing is known upstream" + guess
                : "Depends on %d upstream %s: %s%s"
                        .formatted(
                                count,
                                count == 1 ? "dataset" : "datasets",
                                String.join(", ", names(dependencies.upstream())),
                                guess);
    }
}
