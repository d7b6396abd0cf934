package org.opendatagov.orchestrator.experts.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.TextFormat;
import org.opendatagov.orchestrator.expert.ActionInputs;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Schemas;
import org.springframework.stereotype.Component;

/** Says what a dataset is: columns, types, keys, dependencies, alerts; as a contract and as tables. */
@Component
public class SchemaExpert implements Expert {
    private static final ExpertAction ANALYZE = new ExpertAction(
            "analyze_schema",
            "schema_analysis",
            "Profiles a dataset: columns, types, keys, dependencies, alerts, contract",
            Schemas.inputs(Map.of("file_path", Schemas.dataset()), "file_path"),
            Schemas.object(
                    Map.of(
                            "rows", Schemas.integer(),
                            "format", Schemas.object(Map.of("name", Schemas.text()), "name"),
                            "columns",
                                    Schemas.list(Schemas.object(
                                            Map.of(
                                                    "name", Schemas.text(),
                                                    "physical_type", Schemas.text(),
                                                    "logical_type", Schemas.text(),
                                                    "nullable", Schemas.flag(),
                                                    "nulls", Schemas.integer(),
                                                    "distinct", Schemas.integer()),
                                            "name",
                                            "physical_type",
                                            "logical_type",
                                            "nullable",
                                            "nulls",
                                            "distinct")),
                            "keys", Schemas.list(Schemas.any()),
                            "functional_dependencies", Schemas.list(Schemas.any()),
                            "foreign_keys", Schemas.list(Schemas.any()),
                            "alerts", Schemas.list(Schemas.any()),
                            "contract", Schemas.any()),
                    "rows",
                    "format",
                    "columns",
                    "keys",
                    "functional_dependencies",
                    "foreign_keys",
                    "alerts",
                    "contract"));

    private final Datasets datasets;
    private final Catalog catalog;

    public SchemaExpert(Datasets datasets, Catalog catalog) {
        this.datasets = datasets;
        this.catalog = catalog;
    }

    /** What only queries over the rows can tell. */
    private record Structure(List<List<String>> keys, List<Dependencies.Dependency> dependencies) {}

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
        Structure structure = datasets.query(
                dataset,
                connection -> new Structure(Keys.find(connection, profile), Dependencies.find(connection, profile)));
        CatalogDataset known = catalog.record(dataset, profile);
        List<Object> foreignKeys = ForeignKeys.find(known, catalog);
        Findings findings = new Findings();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("rows", profile.rows());
        result.put("bytes", profile.bytes());
        result.put("format", format(profile));
        result.put(
                "columns", profile.columns().stream().map(SchemaExpert::column).toList());
        result.put(
                "keys",
                structure.keys().stream().map(key -> Map.of("columns", key)).toList());
        result.put(
                "functional_dependencies",
                structure.dependencies().stream()
                        .map(dependency -> Map.of(
                                "determinants", List.of(dependency.determinant()), "dependent", dependency.dependent()))
                        .toList());
        result.put("foreign_keys", foreignKeys);
        result.put("alerts", Alerts.of(dataset, profile, findings));
        result.put("contract", Contract.of(dataset, known.name(), profile, structure.keys()));
        result.put("ddl", TableDefinition.all(known.name(), profile, structure.keys()));
        return new ExpertReport(
                summary(profile, structure),
                findings.findings(),
                findings.evidence(),
                result,
                Map.of(
                        "rows", profile.rows(),
                        "columns",
                                profile.columns().stream()
                                        .map(ColumnProfile::name)
                                        .toList(),
                        "keys", structure.keys(),
                        "foreign_keys", foreignKeys),
                Map.of(dataset.location(), dataset.fingerprint()));
    }

    private static Map<String, Object> format(DatasetProfile profile) {
        Map<String, Object> format = new LinkedHashMap<>();
        format.put("name", profile.format().text());
        profile.textFormat().ifPresent(text -> describe(text, format));
        return format;
    }

    private static void describe(TextFormat text, Map<String, Object> format) {
        format.put("delimiter", text.delimiter());
        format.put("quote", text.quote());
        format.put("escape", text.escape());
        format.put("header", text.header());
        format.put("encoding", text.encoding());
        format.put("comment", text.comment());
        format.put("skip_rows", text.skippedRows());
        format.put("ragged_rows", text.ragged());
    }

    private static Map<String, Object> column(ColumnProfile column) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", column.name());
        described.put("physical_type", column.physicalType());
        described.put("logical_type", column.logicalType());
        if (!column.logicalFormat().isEmpty()) {
            described.put("format", column.logicalFormat());
        }
        described.put("fit", column.logicalShare());
        described.put("nullable", column.nullable());
        described.put("nulls", column.nulls());
        described.put("distinct", column.distinct());
        described.put("distinct_approximate", column.distinctApproximate());
        described.put("personal", column.privacy().personal());
        column.minimum().ifPresent(value -> described.put("min", value));
        column.maximum().ifPresent(value -> described.put("max", value));
        column.numbers().ifPresent(numbers -> {
            described.put("mean", numbers.mean());
            described.put("standard_deviation", numbers.standardDeviation());
            described.put("skewness", numbers.skewness());
            described.put("zeros", numbers.zeros());
            described.put("quartiles", numbers.quartiles());
            described.put("histogram", numbers.histogram());
        });
        column.text().ifPresent(text -> {
            described.put("min_length", text.minimumLength());
            described.put("max_length", text.maximumLength());
            described.put("mean_length", text.meanLength());
            described.put("blank", text.blank());
            described.put("pattern", text.pattern());
        });
        described.put("top_values", new ArrayList<>(column.topValues()));
        return described;
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
