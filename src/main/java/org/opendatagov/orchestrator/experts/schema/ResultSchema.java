package org.opendatagov.orchestrator.experts.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import org.opendatagov.orchestrator.expert.Schemas;

/** JSON schema of the result of {@code analyze_schema}. */
final class ResultSchema {
    static final Map<String, Object> WRITTEN = written();

    private ResultSchema() {}

    private static Map<String, Object> written() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("rows", Schemas.integer());
        members.put("bytes", Schemas.integer());
        members.put("format", Schemas.object(Map.of("name", Schemas.text()), "name"));
        members.put("columns", Schemas.list(column()));
        members.put("keys", Schemas.list(Schemas.object(Map.of("columns", texts()), "columns")));
        members.put(
                "functional_dependencies",
                Schemas.list(Schemas.object(
                        Map.of("determinants", texts(), "dependent", Schemas.text()), "determinants", "dependent")));
        members.put("search_limits", texts());
        members.put("normalisation", Schemas.list(advice()));
        members.put("foreign_keys", Schemas.list(foreignKey()));
        members.put("alerts", Schemas.list(alert()));
        members.put("contract", Schemas.any());
        members.put("ddl", Schemas.any());
        return Schemas.object(members, members.keySet().toArray(String[]::new));
    }

    private static Map<String, Object> texts() {
        return Schemas.list(Schemas.text());
    }

    private static Map<String, Object> column() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("name", Schemas.text());
        members.put("physical_type", Schemas.text());
        members.put("logical_type", Schemas.text());
        members.put("nullable", Schemas.flag());
        members.put("nulls", Schemas.integer());
        members.put("distinct", Schemas.integer());
        members.put("personal", Schemas.flag());
        members.put("top_values", Schemas.list(Schemas.any()));
        return Schemas.object(members, members.keySet().toArray(String[]::new));
    }

    private static Map<String, Object> advice() {
        return Schemas.object(
                Map.of("form", Schemas.text(), "key", texts(), "columns", texts(), "advice", Schemas.text()),
                "form",
                "key",
                "columns",
                "advice");
    }

    private static Map<String, Object> foreignKey() {
        return Schemas.object(
                Map.of(
                        "column", Schemas.text(),
                        "dataset", Schemas.text(),
                        "name", Schemas.text(),
                        "references", Schemas.text(),
                        "confidence", Schemas.number()),
                "column",
                "dataset",
                "references",
                "confidence");
    }

    private static Map<String, Object> alert() {
        return Schemas.object(
                Map.of(
                        "alert", Schemas.text(),
                        "column", Schemas.text(),
                        "columns", texts(),
                        "detail", Schemas.text(),
                        "threshold", Schemas.text(),
                        "source", Schemas.text()),
                "alert",
                "detail",
                "source");
    }
}
