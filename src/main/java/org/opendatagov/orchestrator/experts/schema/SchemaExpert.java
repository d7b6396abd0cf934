package org.opendatagov.orchestrator.experts.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.expert.ActionInputs;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Schemas;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.springframework.stereotype.Component;

/** Says what a dataset is: columns, types, keys, dependencies, alerts; as a contract and as tables. */
@Component
public class SchemaExpert implements Expert {
    private static final ExpertAction ANALYZE = new ExpertAction(
            "analyze_schema",
            "schema_analysis",
            "Profiles a dataset: columns, types, keys, dependencies, alerts, contract",
            Schemas.inputs(Map.of("file_path", Schemas.dataset()), "file_path"),
            ResultSchema.WRITTEN);

    private final Datasets datasets;
    private final Catalog catalog;

    public SchemaExpert(Datasets datasets, Catalog catalog) {
        this.datasets = datasets;
        this.catalog = catalog;
    }

    /** What only queries over the rows can tell. */
    private record Found(Structure structure, List<Alert> correlations) {}

    @Override
    public String name() {
        return "SchemaExpert";
    }

    @Override
    public List<ExpertAction> actions() {
        return List.of(ANALYZE);
    }

    @Override
    public ExpertReport perform(ExpertRequest request) {
        ActionInputs.accept(this, request);
        Dataset dataset = datasets.open(request.requiredText("file_path"), request.fingerprints());
        DatasetProfile profile = datasets.profile(dataset);
        Found found = datasets.query(
                dataset,
                connection -> new Found(Structure.find(connection, profile), Correlations.find(connection, profile)));
        CatalogDataset known = catalog.record(dataset, profile);
        return report(dataset, profile, found, known);
    }

    private ExpertReport report(Dataset dataset, DatasetProfile profile, Found found, CatalogDataset known) {
        Structure structure = found.structure();
        List<Object> foreignKeys = ForeignKeys.find(known, catalog);
        List<Alert> alerts = Alerts.of(profile, found.correlations());
        List<Normalisation.Advice> advice = Normalisation.of(profile, structure);
        Findings findings = new Findings();
        Alerts.report(dataset, profile, alerts, findings);
        advice.forEach(one -> advise(dataset, one, findings));
        Map<String, Object> result = described(profile, structure);
        result.put(
                "normalisation",
                advice.stream().map(Normalisation.Advice::described).toList());
        result.put("foreign_keys", foreignKeys);
        result.put("alerts", alerts.stream().map(Alert::described).toList());
        result.put("contract", Contract.of(dataset, known.name(), profile, structure.keys()));
        result.put("ddl", TableDefinition.all(known.name(), profile, structure.keys()));
        return new ExpertReport(
                summary(profile, structure),
                findings.findings(),
                findings.evidence(),
                result,
                context(profile, structure, foreignKeys),
                Map.of(dataset.location(), dataset.fingerprint()));
    }

    private static Map<String, Object> described(DatasetProfile profile, Structure structure) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("rows", profile.rows());
        result.put("bytes", profile.bytes());
        result.put("format", ColumnView.format(profile));
        result.put("columns", profile.columns().stream().map(ColumnView::column).toList());
        result.put(
                "keys",
                structure.keys().stream().map(key -> Map.of("columns", key)).toList());
        result.put(
                "functional_dependencies",
                structure.dependencies().stream().map(Dependency::described).toList());
        result.put("search_limits", structure.notes());
        return result;
    }

    private static Map<String, Object> context(DatasetProfile profile, Structure structure, List<Object> foreignKeys) {
        return Map.of(
                "rows", profile.rows(),
                "columns", profile.columns().stream().map(ColumnProfile::name).toList(),
                "keys", structure.keys(),
                "foreign_keys", foreignKeys);
    }

    private static void advise(Dataset dataset, Normalisation.Advice advice, Findings findings) {
        Subject subject = Subject.ofDataset(dataset.location());
        String dependency = String.join(" + ", advice.key()) + " → " + String.join(", ", advice.columns());
        String id = findings.evidence(
                "dependency." + String.join(".", advice.key()),
                "functional_dependency",
                subject,
                dependency + " holds on all rows",
                Map.of());
        boolean derived = advice.form().equals("derived");
        findings.rule(
                Severity.INFO,
                derived ? "A column follows from others" : "Columns depend on a part of the row",
                dependency,
                subject,
                1,
                id,
                advice.text(),
                derived ? "" : "Codd's normal forms: " + advice.form());
    }

    private static String summary(DatasetProfile profile, Structure structure) {
        long personal = profile.columns().stream()
                .filter(column -> column.privacy().personal())
                .count();
        String key = structure.keys().isEmpty()
                ? "no key"
                : "key " + String.join(" + ", structure.keys().getFirst());
        return "%,d rows, %d columns, %s; %d %s for personal data"
                .formatted(
                        profile.rows(),
                        profile.columns().size(),
                        key,
                        personal,
                        personal == 1 ? "candidate" : "candidates");
    }
}
