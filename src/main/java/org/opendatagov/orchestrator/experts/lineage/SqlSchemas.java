package org.opendatagov.orchestrator.experts.lineage;

import java.util.HashMap;
import java.util.Map;
import org.opendatagov.orchestrator.expert.Schemas;
import org.opendatagov.orchestrator.sql.Dialect;

/** What mapping dependencies takes and gives where SQL is given. */
final class SqlSchemas {
    private static final Map<String, Object> TRANSFORMATION = Schemas.object(
            Map.of(
                    "source", Schemas.text("The source column"),
                    "type", Schemas.oneOf("DIRECT", "INDIRECT"),
                    "subtype", Schemas.text("As in OpenLineage: IDENTITY, AGGREGATION, FILTER, …")),
            "source",
            "type",
            "subtype");
    private static final Map<String, Object> COLUMN = Schemas.object(
            Map.of(
                    "target", Schemas.text("table.column; of a query that writes nowhere the column alone"),
                    "sources",
                            Schemas.list(Schemas.text("table.column; the column alone where its table cannot be told")),
                    "transformations", Schemas.list(TRANSFORMATION)),
            "target",
            "sources");
    private static final Map<String, Object> ERROR = Schemas.object(Map.of(
            "statement", Schemas.integer("From 1"),
            "line", Schemas.integer("From 1"),
            "column", Schemas.integer("From 1"),
            "message", Schemas.text()));
    private static final Map<String, Object> NAMES = Schemas.list(Schemas.text());
    private static final Map<String, Object> STATEMENT = Schemas.object(
            Map.of(
                    "number", Schemas.integer("From 1"),
                    "line", Schemas.integer("Where it begins, from 1"),
                    "kind", Schemas.text("select, insert, create_table, create_view, merge, …; unreadable"),
                    "inputs", NAMES,
                    "outputs", NAMES,
                    "columns", Schemas.list(COLUMN),
                    "indirect", Schemas.list(TRANSFORMATION),
                    "unresolved", Schemas.list(Schemas.any()),
                    "error", ERROR),
            "number",
            "inputs",
            "outputs",
            "columns");

    private SqlSchemas() {}

    /** Adds the inputs for SQL. */
    static Map<String, Object> inputs(Map<String, Object> others) {
        Map<String, Object> inputs = new HashMap<>(others);
        inputs.put("sql", Schemas.text("One statement or several, separated by semicolons"));
        inputs.put("dialect", Schemas.text("One of %s; ansi if absent".formatted(String.join(", ", Dialect.known()))));
        inputs.put("schemas", Schemas.any());
        return inputs;
    }

    /** Adds what is told of SQL. */
    static Map<String, Object> result(Map<String, Object> others) {
        Map<String, Object> result = new HashMap<>(others);
        result.put("dialect", Schemas.text());
        result.put("statements", Schemas.list(STATEMENT));
        result.put("errors", Schemas.list(ERROR));
        result.put("inputs", NAMES);
        result.put("outputs", NAMES);
        result.put("columns", Schemas.list(COLUMN));
        return result;
    }
}
