package org.opendatagov.orchestrator.experts.performance;

import java.util.LinkedHashMap;
import java.util.Map;
import org.opendatagov.orchestrator.expert.Schemas;

/** Plans and queries in the schemas of actions. */
final class PlanSchemas {
    static final Map<String, Object> PLAN_INPUT = personal(
            "EXPLAIN output of PostgreSQL, DuckDB, Spark or Trino, at most 8 million characters, or where it lies");
    static final Map<String, Object> SQL_INPUT = personal("The query, at most 1 million characters");
    private static final Map<String, Object> NODE = Schemas.object(
            Map.of(
                    "node_id", Schemas.integer("In the order of the plan's text; the root is 1"),
                    "parent_id", Schemas.integer("0 for the root"),
                    "operator", Schemas.text("As the engine calls it"),
                    "kind", Schemas.text("What it does, whatever the engine"),
                    "labels", Schemas.any(),
                    "conditions", Schemas.any(),
                    "figures", Schemas.any()),
            "node_id",
            "parent_id",
            "operator",
            "kind",
            "labels",
            "conditions",
            "figures");
    static final Map<String, Object> PLAN = Schemas.object(
            Map.of(
                    "source", Schemas.oneOf("postgresql", "duckdb", "spark", "trino"),
                    "form", Schemas.oneOf("text", "json", "yaml", "xml"),
                    "analyzed", Schemas.flag(),
                    "figures", Schemas.any(),
                    "notes", Schemas.list(Schemas.text()),
                    "nodes", Schemas.list(NODE)),
            "source",
            "form",
            "analyzed",
            "figures",
            "notes",
            "nodes");

    private PlanSchemas() {}

    /** Its literals may be a person's: an engine that keeps inputs keeps of this one its length and hash. */
    private static Map<String, Object> personal(String description) {
        Map<String, Object> schema = new LinkedHashMap<>(Schemas.text(description));
        schema.put("minLength", 1);
        return Schemas.personal(schema);
    }
}
