package org.opendatagov.orchestrator.experts.cost;

import java.util.Map;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.Schemas;

/** What the actions of the CostExpert take and give. */
final class CostSchemas {
    private static final Map<String, Object> REQUESTS = Schemas.inputs(Map.of(
            "put", Schemas.atLeast(0, Schemas.number("Writes a month")),
            "get", Schemas.atLeast(0, Schemas.number("Reads a month"))));
    private static final Map<String, Object> INPUTS = Schemas.inputs(Map.of(
            "file_path", Schemas.dataset(),
            "bytes", Schemas.atLeast(0, Schemas.integer("Size, where there is no dataset yet")),
            "storage_class", Schemas.text("A class of the price sheet; standard unless told otherwise"),
            "region", Schemas.text("A region of the price sheet; the declared one unless told otherwise"),
            "replicas", Schemas.atLeast(1, Schemas.integer("Copies, 1 unless told otherwise")),
            "months", Schemas.atLeast(0, Schemas.number("Time to estimate, one month unless told otherwise")),
            "requests", REQUESTS,
            "retrieval_bytes", Schemas.atLeast(0, Schemas.integer("Bytes read back a month"))));
    private static final Map<String, Object> LINE = Schemas.object(
            Map.of(
                    "item", Schemas.text(),
                    "quantity", Schemas.number(),
                    "unit", Schemas.text("A GB is 2^30 bytes"),
                    "unit_price", Schemas.number(),
                    "amount", Schemas.number("Quantity times unit price")),
            "item",
            "quantity",
            "unit",
            "unit_price",
            "amount");
    private static final Map<String, Object> RESULT = Schemas.object(
            Map.of(
                    "lines", Schemas.list(LINE),
                    "total", Schemas.number("Sum of the amounts"),
                    "currency", Schemas.text(),
                    "price_date", Schemas.text("The day of the prices"),
                    "price_source", Schemas.text("Where they were published"),
                    "region", Schemas.text(),
                    "storage_class", Schemas.text(),
                    "months", Schemas.number(),
                    "bytes", Schemas.number("Size of one copy"),
                    "assumptions", Schemas.list(Schemas.text())),
            "lines",
            "total",
            "currency",
            "price_date",
            "price_source",
            "region",
            "storage_class",
            "months",
            "bytes",
            "assumptions");
    static final ExpertAction ESTIMATE = new ExpertAction(
            "estimate_storage_cost",
            "cost_optimization",
            "Estimates what storing a dataset costs a month, and processing it where a schedule is declared",
            INPUTS,
            RESULT);

    private CostSchemas() {}
}
