package org.opendatagov.orchestrator.experts.lineage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.catalog.Lineage;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.expert.ActionInputs;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Says what a dataset is made from or refers to, and what depends on it, as far as that is known; what holds a pipeline up; what a change
 * reaches; where personal data goes.
 */
@Component
public class LineageExpert implements Expert {
    private final Datasets datasets;
    private final Catalog catalog;
    private final ForeignKeys foreignKeys;
    private final SqlDependencies sql;
    private final Targets targets;
    private final Impact impact;
    private final Bottlenecks bottlenecks;
    private final PersonalFlows flows;

    /** @param ownNamespace of the jobs that this service's own workflows are */
    public LineageExpert(
            Datasets datasets,
            Catalog catalog,
            Lineage lineage,
            @Value("${orchestrator.openlineage.namespace:expert-orchestrator}") String ownNamespace) {
        Pipelines pipelines = new Pipelines(lineage, ownNamespace);
        this.datasets = datasets;
        this.catalog = catalog;
        this.foreignKeys = new ForeignKeys(datasets, catalog);
        this.sql = new SqlDependencies(catalog);
        this.targets = new Targets(catalog, lineage);
        this.impact = new Impact(pipelines, targets);
        this.bottlenecks = new Bottlenecks(pipelines, targets);
        this.flows = new PersonalFlows(catalog, pipelines, targets);
    }

    @Override
    public String name() {
        return "LineageExpert";
    }

    @Override
    public List<ExpertAction> actions() {
        return List.of(LineageSchemas.MAP, LineageSchemas.BOTTLENECKS, LineageSchemas.FLOWS, LineageSchemas.IMPACT);
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        ExpertAction action = ActionInputs.accept(this, request, scopeProblems(request));
        return switch (action.name()) {
            case "identify_bottleneck_datasets" -> bottlenecks.report(request);
            case "trace_pii_data_flows" -> flows.report(request);
            case "assess_impact" ->
                impact.report(request, request.text("file_path").map(file -> known(open(file, request))));
            default -> map(request);
        };
    }

    /** Neither of two inputs that stand for each other, or both. */
    static OrchestratorException missing(String message) {
        return new OrchestratorException(
                ErrorCode.INVALID_INPUT, List.of(new Problem("missing_input", "/file_path", message)));
    }

    private static List<Problem> scopeProblems(ExpertRequest request) {
        return request.action().equals(LineageSchemas.FLOWS.name())
                ? DatasetScope.problems(request.inputs().get("scope"))
                : List.of();
    }

    private Dataset open(String file, ExpertRequest request) {
        return datasets.open(file, request.fingerprints());
    }

    private ExpertReport map(ExpertRequest request) {
        if (request.inputs().containsKey("sql")) {
            return sql.report(request);
        }
        if (request.inputs().containsKey("dataset") == request.inputs().containsKey("file_path")) {
            throw missing(
                    "map_dependencies needs 'file_path', a dataset that can be read, 'dataset', one that the catalogue knows,"
                            + " or 'sql', one statement or several.");
        }
        return request.text("dataset")
                .map(targets::dataset)
                .map(known -> report(known, List.of(), Map.of()))
                .orElseGet(() -> read(request));
    }

    /** What lies at a place is looked at, and its keys are compared with those of others. */
    private ExpertReport read(ExpertRequest request) {
        Dataset dataset = open(request.requiredText("file_path"), request);
        CatalogDataset known = known(dataset);
        List<ForeignKeys.Checked> checked = foreignKeys.check(known, request.context());
        return report(known, checked, Map.of(dataset.location(), dataset.fingerprint()));
    }

    private ExpertReport report(
            CatalogDataset known, List<ForeignKeys.Checked> checked, Map<String, String> fingerprints) {
        Dependencies dependencies = Dependencies.of(known, catalog, checked);
        Findings findings = LineageFindings.of(known, dependencies, checked);
        return new ExpertReport(
                summary(dependencies),
                findings.findings(),
                findings.evidence(),
                result(dependencies),
                Map.of("upstream", names(dependencies.upstream())),
                fingerprints);
    }

    /** As the catalogue knows this content; called on its own, this may be the first that is seen of it. */
    private CatalogDataset known(Dataset dataset) {
        return catalog.find(dataset.id())
                .filter(found -> found.fingerprint()
                        .filter(dataset.fingerprint()::equals)
                        .isPresent())
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
