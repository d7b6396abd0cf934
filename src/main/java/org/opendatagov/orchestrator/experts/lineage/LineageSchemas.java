package org.opendatagov.orchestrator.experts.lineage;

import java.util.Map;
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
    static final ExpertAction MAP = new ExpertAction(
            "map_dependencies",
            "lineage_tracing",
            "Lists the datasets upstream and downstream of a dataset, and apart from them what labels alone suggest",
            Schemas.inputs(Map.of("file_path", Schemas.dataset()), "file_path"),
            Schemas.object(
                    Map.of(
                            "upstream", Schemas.list(DEPENDENCY),
                            "downstream", Schemas.list(DEPENDENCY),
                            "suggested", Schemas.list(DEPENDENCY)),
                    "upstream",
                    "downstream",
                    "suggested"));

    private LineageSchemas() {}
}
