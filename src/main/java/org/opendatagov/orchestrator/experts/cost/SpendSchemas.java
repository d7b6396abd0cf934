package org.opendatagov.orchestrator.experts.cost;

import java.util.Map;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.Schemas;

/** What {@code analyze_spend} takes and gives. */
final class SpendSchemas {
    private static final Map<String, Object> DATASET = Schemas.object(
            Map.of(
                    "dataset_id", Schemas.text(),
                    "name", Schemas.text(),
                    "owner", Schemas.text("Empty where none is declared"),
                    "storage", Schemas.number("A month"),
                    "compute", Schemas.number("A month, where a schedule is declared"),
                    "total", Schemas.number("A month")),
            "dataset_id",
            "name",
            "owner",
            "storage",
            "compute",
            "total");
    private static final Map<String, Object> OWNER = Schemas.object(
            Map.of("owner", Schemas.text(), "datasets", Schemas.integer(), "total", Schemas.number("A month")),
            "owner",
            "datasets",
            "total");
    static final ExpertAction ANALYZE = new ExpertAction(
            "analyze_spend",
            "cost_optimization",
            "Says what the datasets of the catalogue cost a month, by dataset and owner, and what past runs spent, by workflow and month",
            Schemas.inputs(Map.of(
                    "search",
                            Schemas.text(
                                    "Datasets whose name, location, owner or tag contains it; all unless told otherwise"),
                    "months", Schemas.atLeast(1, Schemas.integer("Months of past runs, 12 unless told otherwise")))),
            Schemas.object(
                    Map.of(
                            "total_monthly", Schemas.number("Of all datasets"),
                            "currency", Schemas.text(),
                            "price_date", Schemas.text(),
                            "datasets", Schemas.list(DATASET),
                            "by_owner", Schemas.list(OWNER),
                            "by_workflow", Schemas.list(spent("workflow")),
                            "by_month", Schemas.list(spent("month")),
                            "assumptions", Schemas.list(Schemas.text())),
                    "total_monthly",
                    "currency",
                    "price_date",
                    "datasets",
                    "by_owner",
                    "by_workflow",
                    "by_month",
                    "assumptions"));

    private SpendSchemas() {}

    private static Map<String, Object> spent(String key) {
        return Schemas.object(
                Map.of(key, Schemas.text(), "runs", Schemas.integer(), "cost_usd", Schemas.number("Spent on models")),
                key,
                "runs",
                "cost_usd");
    }
}
