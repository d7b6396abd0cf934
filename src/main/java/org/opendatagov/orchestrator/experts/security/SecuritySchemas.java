package org.opendatagov.orchestrator.experts.security;

import java.util.LinkedHashMap;
import java.util.Map;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.Schemas;

/** What the actions of the SecurityExpert take and give. */
final class SecuritySchemas {
    private static final String CAPABILITY = "security_scanning";
    static final ExpertAction DETECT = new ExpertAction(
            "detect_pii",
            CAPABILITY,
            "Finds the columns that hold personal data, by label and content",
            Schemas.inputs(Map.of("file_path", Schemas.dataset()), "file_path"),
            Schemas.object(Map.of("columns", Schemas.list(column())), "columns"));

    static final ExpertAction LIST = new ExpertAction(
            "list_pii_datasets",
            CAPABILITY,
            "Lists the personal datasets of a scope by class, sensitivity, owner and region; reads the catalogue alone and changes nothing",
            Schemas.inputs(Map.of(
                    "scope", DatasetScope.SCHEMA,
                    "classes", Schemas.list(Schemas.text("A class; a dataset is listed that has one of them")),
                    "sensitivity", Schemas.oneOf("high", "medium", "low", PersonalEntry.UNKNOWN))),
            inventory());

    private SecuritySchemas() {}

    private static Map<String, Object> column() {
        Map<String, Object> match = Schemas.object(
                Map.of(
                        "class", Schemas.text("A word, for instance email"),
                        "confidence", Schemas.number("0..1"),
                        "matching", Schemas.integer(),
                        "validating", Schemas.integer(),
                        "share", Schemas.number("Validating by non-null values, 0..1")),
                "class",
                "confidence",
                "matching",
                "validating",
                "share");
        return Schemas.object(
                Map.of(
                        "column", Schemas.text(),
                        "personal", Schemas.flag(),
                        "special_category", Schemas.flag(),
                        "classes", Schemas.list(match),
                        "evidence", Schemas.text("The id of the report's evidence on this column")),
                "column",
                "personal",
                "special_category",
                "classes",
                "evidence");
    }

    private static Map<String, Object> inventory() {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("scope", Schemas.text("The scope in words"));
        result.put("total", Schemas.integer());
        result.put("by_sensitivity", Schemas.any());
        result.put("by_class", Schemas.any());
        result.put("by_owner", Schemas.any());
        result.put("by_region", Schemas.any());
        result.put("datasets", Schemas.list(entry()));
        result.put("read_only", Schemas.flag());
        return Schemas.object(result, result.keySet().toArray(String[]::new));
    }

    private static Map<String, Object> entry() {
        Map<String, Object> column = Schemas.object(
                Map.of(
                        "column", Schemas.text(),
                        "classes", Schemas.list(Schemas.text()),
                        "special_category", Schemas.flag(),
                        "sensitivity", Schemas.oneOf("high", "medium", "low")),
                "column",
                "classes",
                "special_category",
                "sensitivity");
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", Schemas.text());
        entry.put("location", Schemas.text());
        entry.put("name", Schemas.text());
        entry.put("sensitivity", Schemas.oneOf("high", "medium", "low", PersonalEntry.UNKNOWN));
        entry.put("special_category", Schemas.flag());
        entry.put("classes", Schemas.list(Schemas.text()));
        entry.put("columns", Schemas.list(column));
        entry.put("tags", Schemas.list(Schemas.text()));
        entry.put("found_by", Schemas.list(Schemas.oneOf("classes", "declaration")));
        entry.put("said_to_be_masked", Schemas.flag());
        String[] required = entry.keySet().toArray(String[]::new);
        entry.put("rows", Schemas.integer("Where somebody has looked at the data"));
        entry.put("owner", Schemas.text());
        entry.put("region", Schemas.text());
        return Schemas.object(entry, required);
    }
}
