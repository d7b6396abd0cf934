package org.opendatagov.orchestrator.experts.lineage;

import java.util.LinkedHashMap;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.catalog.GraphQuery;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.Schemas;

/** What the actions of the LineageExpert take and give. */
final class LineageSchemas {
    private static final Map<String, Object> DEPENDENCY = Schemas.object(
            Map.of(
                    "dataset", Schemas.text("Its name"),
                    "id", Schemas.text("Its id, where the catalogue knows it"),
                    "location", Schemas.text("Where it lies, where the catalogue knows it"),
                    "how", Schemas.oneOf("declared", "foreign_key", "naming", "openlineage", "sql"),
                    "known_by", Schemas.list(Schemas.text("All ways by which it is known, the surest first")),
                    "confidence", Schemas.number(),
                    "columns", Schemas.list(Schemas.text("Columns that refer to it"))),
            "dataset",
            "how",
            "known_by",
            "confidence",
            "columns");
    private static final Map<String, Object> KNOWN = Schemas.text(
            "A dataset of the catalogue: its id, location or name, or namespace:name as lineage events call it");
    static final ExpertAction MAP = new ExpertAction(
            "map_dependencies",
            "lineage_tracing",
            "Lists the datasets upstream and downstream of a dataset, and apart from them what labels alone suggest;"
                    + " of SQL, what each statement reads and writes, column by column",
            Schemas.inputs(SqlSchemas.inputs(Map.of("file_path", Schemas.dataset(), "dataset", KNOWN))),
            Schemas.object(SqlSchemas.result(Map.of(
                    "upstream", Schemas.list(DEPENDENCY),
                    "downstream", Schemas.list(DEPENDENCY),
                    "suggested", Schemas.list(DEPENDENCY)))));

    private static final Map<String, Object> NODE = Schemas.object(
            Map.of(
                    "dataset", Schemas.text("Its name, of a dataset"),
                    "job", Schemas.text("Its name, of a job"),
                    "id", Schemas.text(),
                    "location", Schemas.text(),
                    "namespace", Schemas.text(),
                    "distance", Schemas.integer("How many datasets away"),
                    "owners", Schemas.list(Schemas.text()),
                    "region", Schemas.text()),
            "id",
            "distance",
            "owners");
    static final ExpertAction IMPACT = new ExpertAction(
            "assess_impact",
            "lineage_tracing",
            "Says what a change of a dataset or a job reaches: datasets, jobs, and their owners",
            Schemas.inputs(Map.of(
                    "dataset", KNOWN,
                    "file_path", Schemas.dataset(),
                    "job", Schemas.text("A job: its id, name or namespace:name"),
                    "depth", depth())),
            Schemas.object(
                    Map.of(
                            "datasets", Schemas.list(NODE),
                            "jobs", Schemas.list(NODE),
                            "owners", Schemas.list(Schemas.any()),
                            "critical_path", Schemas.list(Schemas.text("The way on which jobs take longest together")),
                            "critical_path_seconds", Schemas.number(),
                            "complete", Schemas.flag()),
                    "datasets",
                    "jobs",
                    "owners",
                    "critical_path",
                    "critical_path_seconds",
                    "complete"));
    static final ExpertAction BOTTLENECKS = new ExpertAction(
            "identify_bottleneck_datasets",
            "lineage_tracing",
            "Names the dataset that holds a pipeline up, and the pipelines that wait behind it",
            Schemas.inputs(Map.of(
                    "pipeline_id", Schemas.text("A job: its id, name or namespace:name"),
                    "dataset", KNOWN,
                    "event_log", Schemas.text("Read by the analysis before; not here"),
                    "plan", Schemas.text("Read by the analysis before; not here"),
                    "expected_duration", Schemas.text("Not used here"))),
            Schemas.object(
                    Map.of(
                            "pipeline", Schemas.list(Schemas.text("Names of the pipeline")),
                            "known", Schemas.flag(),
                            "bottlenecks", Schemas.list(Schemas.any()),
                            "delayed_pipelines", Schemas.list(NODE),
                            "delayed_count", Schemas.integer()),
                    "pipeline",
                    "known",
                    "bottlenecks",
                    "delayed_pipelines",
                    "delayed_count"));
    static final ExpertAction FLOWS = new ExpertAction(
            "trace_pii_data_flows",
            "lineage_tracing",
            "Follows personal columns hop by hop to where they end: masked or not, over which borders",
            Schemas.inputs(Map.of("datasets", Schemas.list(KNOWN), "scope", DatasetScope.SCHEMA)),
            Schemas.object(
                    Map.of(
                            "datasets_traced", Schemas.integer(),
                            "columns_traced", Schemas.integer(),
                            "pipelines_traced", Schemas.integer(),
                            "pipelines", Schemas.list(Schemas.text()),
                            "flows", Schemas.list(Schemas.any()),
                            "cross_border", Schemas.list(Schemas.any()),
                            "cross_border_count", Schemas.integer(),
                            "dataset_level_only", Schemas.list(Schemas.any()),
                            "complete", Schemas.flag()),
                    "datasets_traced",
                    "columns_traced",
                    "pipelines_traced",
                    "pipelines",
                    "flows",
                    "cross_border",
                    "cross_border_count",
                    "dataset_level_only",
                    "complete"));

    private static Map<String, Object> depth() {
        Map<String, Object> depth = new LinkedHashMap<>(Schemas.integer("How many datasets away the farthest may be"));
        depth.put("minimum", 1);
        depth.put("maximum", GraphQuery.DEEPEST);
        return depth;
    }

    private LineageSchemas() {}
}
