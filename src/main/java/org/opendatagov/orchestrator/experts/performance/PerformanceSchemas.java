package org.opendatagov.orchestrator.experts.performance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.Schemas;

/** What the actions of the PerformanceExpert take and give. */
final class PerformanceSchemas {
    private static final String CAPABILITY = "performance_tuning";
    private static final Map<String, Object> LOG = Map.of(
            "event_log",
                    Schemas.text(
                            "Where a Spark event log lies, packed or not, or the folder of a rolling one: a location as of datasets"),
            "pipeline_id", Schemas.text("Name or id of a Spark application whose newest log is looked for"),
            "expected_duration", Schemas.text("How long it should take: 30m, 90s, PT30M"));
    private static final Map<String, Object> PLAN = Map.of("plan", PlanSchemas.PLAN_INPUT);
    private static final Map<String, Object> QUERY =
            Map.of("plan", PlanSchemas.PLAN_INPUT, "sql", PlanSchemas.SQL_INPUT);
    private static final Map<String, Object> DIAGNOSIS = Schemas.object(
            Map.ofEntries(
                    Map.entry("cause", Schemas.text("data_skew, slow_node, gc_pressure, spill, …")),
                    Map.entry("stage_ids", Schemas.list(Schemas.integer("A stage's id"))),
                    Map.entry("node_ids", Schemas.list(Schemas.integer("An operator of plan.nodes"))),
                    Map.entry("severity", Schemas.oneOf("info", "low", "medium", "high", "critical")),
                    Map.entry("detail", Schemas.text()),
                    Map.entry("figures", Schemas.any()),
                    Map.entry("rule", Schemas.text("What was compared with which threshold")),
                    Map.entry("source", Schemas.text("Where the threshold is from")),
                    Map.entry("advice", Schemas.list(Schemas.text())),
                    Map.entry("settings", Schemas.any()),
                    Map.entry("saved_seconds", Schemas.number("Time that is expected to be saved")),
                    Map.entry("saved_how", Schemas.text("How that was computed"))),
            "cause",
            "stage_ids",
            "severity",
            "figures",
            "rule",
            "source",
            "advice",
            "saved_seconds");

    static final ExpertAction ANALYZE = action(
            "analyze_execution_plan",
            "Says why a Spark application or a query takes as long as it does, from its event log, its execution plan, or both",
            PLAN,
            figures());
    static final ExpertAction SUGGEST = action(
            "suggest_query_optimization",
            "Says how to rewrite queries: those of a Spark application from its event log, any from its text, its execution plan, or both",
            QUERY,
            advice("rewrites", Schemas.list(Schemas.any())));
    static final ExpertAction TUNE = action(
            "tune_resources",
            "Computes executors, memory, cores and partitions that fit a Spark application, from its event log",
            Map.of(),
            advice("settings", Schemas.any()));

    private PerformanceSchemas() {}

    private static ExpertAction action(
            String name, String description, Map<String, Object> more, Map<String, Object> result) {
        Map<String, Object> inputs = new LinkedHashMap<>(LOG);
        inputs.putAll(more);
        return new ExpertAction(name, CAPABILITY, description, Schemas.inputs(inputs), result);
    }

    /** Of the inputs of an action those of which one is needed. */
    static List<String> sources(ExpertAction action) {
        return List.of("event_log", "pipeline_id", "plan", "sql").stream()
                .filter(name -> action.inputs().get("properties") instanceof Map<?, ?> known && known.containsKey(name))
                .toList();
    }

    private static Map<String, Object> figures() {
        Map<String, Object> properties = common();
        properties.put("stages", Schemas.list(Schemas.any()));
        properties.put("executors", Schemas.list(Schemas.any()));
        properties.put("jobs", Schemas.list(Schemas.any()));
        properties.put("sql", Schemas.list(Schemas.any()));
        properties.put("inputs", Schemas.list(Schemas.any()));
        properties.put("configuration", Schemas.any());
        properties.put("plan", PlanSchemas.PLAN);
        return Schemas.object(properties, "diagnoses", "warnings");
    }

    private static Map<String, Object> advice(String name, Map<String, Object> schema) {
        Map<String, Object> properties = common();
        properties.put(name, schema);
        properties.put("plan", PlanSchemas.PLAN);
        return Schemas.object(properties, "diagnoses", "warnings", name);
    }

    private static Map<String, Object> common() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("application", Schemas.any());
        properties.put("diagnoses", Schemas.list(DIAGNOSIS));
        properties.put("warnings", Schemas.list(Schemas.text()));
        properties.put("expected", Schemas.any());
        properties.put("saved_seconds", Schemas.number("Of all diagnoses together, at most the time of all jobs"));
        properties.put("estimated_seconds", Schemas.number("What the application would take then"));
        return properties;
    }
}
