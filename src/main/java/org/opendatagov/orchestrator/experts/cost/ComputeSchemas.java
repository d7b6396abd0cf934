package org.opendatagov.orchestrator.experts.cost;

import java.util.Map;
import java.util.TreeMap;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.Schemas;

/** What the actions on compute take and give. */
final class ComputeSchemas {
    private static final Map<String, Object> USE = Map.ofEntries(
            Map.entry("event_log", Schemas.text("Where the Spark event log of a run lies")),
            Map.entry("pipeline_id", Schemas.text("Name or id of a Spark application: its newest log counts")),
            Map.entry("hours", Schemas.atLeast(0, Schemas.number("From start to end of a run"))),
            Map.entry("executors", Schemas.atLeast(0, Schemas.number("At once"))),
            Map.entry("cores", Schemas.atLeast(0, Schemas.number("Of one executor"))),
            Map.entry("memory_gb", Schemas.atLeast(0, Schemas.number("Of one executor"))),
            Map.entry(
                    "idle_share",
                    Schemas.atLeast(0, Schemas.number("Share of the cores' time without a task, 0 to 1"))),
            Map.entry(
                    "executor_rate",
                    Schemas.atLeast(
                            0,
                            Schemas.number(
                                    "Price of an executor for an hour; the price sheet's unless told otherwise"))),
            Map.entry("runs_per_month", Schemas.atLeast(0, Schemas.number("How often it runs"))),
            Map.entry("region", Schemas.text("A region of the price sheet")),
            Map.entry("compute_class", Schemas.text("A class of the price sheet")),
            Map.entry("currency", Schemas.text("Of executor_rate; the price sheet's unless told otherwise")));
    static final Map<String, Object> LINE = Schemas.object(
            Map.of(
                    "item", Schemas.text(),
                    "quantity", Schemas.number(),
                    "unit", Schemas.text(),
                    "unit_price", Schemas.number(),
                    "amount", Schemas.number("Quantity times unit price, exact")),
            "item",
            "quantity",
            "unit",
            "unit_price",
            "amount");
    private static final Map<String, Object> COST = Map.of(
            "hours", Schemas.number(),
            "executors", Schemas.number(),
            "executor_hours", Schemas.number("What is paid for"),
            "total", Schemas.number("Sum of the amounts, exact"),
            "lines", Schemas.list(LINE));
    private static final Map<String, Object> HEAD = Map.of(
            "currency", Schemas.text(),
            "price_date", Schemas.text("The day of the prices; empty where a rate was given"),
            "region", Schemas.text(),
            "executor_rate", Schemas.number(),
            "idle_share", Schemas.number(),
            "idle_cost", Schemas.number("What of a run is paid for idle cores"),
            "assumptions", Schemas.list(Schemas.text()));
    static final ExpertAction ESTIMATE = new ExpertAction(
            "estimate_compute_cost",
            "cost_optimization",
            "Estimates what a run of a job costs, and a month of runs",
            Schemas.inputs(USE),
            Schemas.object(
                    with(COST, HEAD, Map.of("monthly", Schemas.number())),
                    "currency",
                    "hours",
                    "executors",
                    "executor_hours",
                    "total",
                    "lines",
                    "assumptions"));
    static final ExpertAction OPTIMIZE = new ExpertAction(
            "suggest_resource_optimization",
            "cost_optimization",
            "Compares what a run costs with what it would cost at the expected duration, without what can be saved, or on as many executors as it fills",
            Schemas.inputs(with(
                    USE, Map.of("expected_duration", Schemas.text("How long it should take: PT30M, 30 min, 0.5 h")))),
            Schemas.object(
                    with(
                            HEAD,
                            Map.of(
                                    "before", cost(),
                                    "after", cost(),
                                    "saved", Schemas.number("A run, exact"),
                                    "saved_percent", Schemas.number("Two digits behind the point, halves rounded up"),
                                    "saved_monthly", Schemas.number(),
                                    "recommendation", Schemas.text("Empty where nothing is to be saved"))),
                    "currency",
                    "before",
                    "after",
                    "saved",
                    "saved_percent",
                    "recommendation",
                    "assumptions"));

    private ComputeSchemas() {}

    private static Map<String, Object> cost() {
        return Schemas.object(COST, "hours", "executors", "executor_hours", "total", "lines");
    }

    @SafeVarargs
    private static Map<String, Object> with(Map<String, Object>... parts) {
        Map<String, Object> all = new TreeMap<>();
        for (Map<String, Object> part : parts) {
            all.putAll(part);
        }
        return all;
    }
}
