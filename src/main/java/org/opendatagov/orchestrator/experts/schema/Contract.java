package org.opendatagov.orchestrator.experts.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;

/** The dataset as a data contract by the Open Data Contract Standard 3.1.0. */
final class Contract {
    private Contract() {}

    static Map<String, Object> of(Dataset dataset, String name, DatasetProfile profile, List<List<String>> keys) {
        Map<String, Object> contract = new LinkedHashMap<>();
        contract.put("kind", "DataContract");
        contract.put("apiVersion", "v3.1.0");
        contract.put("id", dataset.id());
        contract.put("name", name);
        contract.put("version", "1.0.0");
        contract.put("status", "draft");
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("name", name);
        schema.put("logicalType", "object");
        schema.put("physicalType", "table");
        schema.put("physicalName", name);
        schema.put("properties", properties(profile, keys));
        schema.put("quality", quality(profile, keys));
        contract.put("schema", List.of(schema));
        return contract;
    }

    private static List<Object> properties(DatasetProfile profile, List<List<String>> keys) {
        List<String> key = keys.isEmpty() ? List.of() : keys.getFirst();
        List<Object> properties = new ArrayList<>();
        for (ColumnProfile column : profile.columns()) {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("name", column.name());
            property.put("logicalType", logicalType(column));
            property.put("physicalType", column.physicalType());
            property.put("required", profile.rows() > 0 && column.nulls() == 0);
            boolean unique = column.distinct() == profile.rows() && column.nulls() == 0 && profile.rows() > 1;
            property.put("unique", unique);
            if (key.contains(column.name())) {
                property.put("primaryKey", true);
                property.put("primaryKeyPosition", key.indexOf(column.name()) + 1);
            }
            if (column.privacy().personal()) {
                property.put("classification", column.privacy().specialCategory() ? "restricted" : "confidential");
            }
            options(column).ifPresent(options -> property.put("logicalTypeOptions", options));
            properties.add(property);
        }
        return properties;
    }

    private static Optional<Map<String, Object>> options(ColumnProfile column) {
        boolean text = logicalType(column).equals("string");
        return column.text()
                .filter(lengths -> text)
                .map(lengths -> Map.of("minLength", lengths.minimumLength(), "maxLength", lengths.maximumLength()));
    }

    /** Rules by the standard's own metrics; no value of the data enters one. */
    private static List<Object> quality(DatasetProfile profile, List<List<String>> keys) {
        List<Object> rules = new ArrayList<>();
        if (profile.rows() > 0) {
            Map<String, Object> rule = rule("rowCount", "completeness", "The dataset has rows");
            rule.put("mustBeGreaterThan", 0);
            rules.add(rule);
        }
        if (!keys.isEmpty() && keys.getFirst().size() > 1) {
            Map<String, Object> rule =
                    rule("duplicateValues", "uniqueness", "The columns of the key are unique together");
            rule.put("arguments", Map.of("properties", keys.getFirst()));
            rule.put("mustBe", 0);
            rules.add(rule);
        }
        return rules;
    }

    private static Map<String, Object> rule(String metric, String dimension, String description) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("type", "library");
        rule.put("metric", metric);
        rule.put("dimension", dimension);
        rule.put("description", description);
        return rule;
    }

    /** Text that only looks like a number is text to whoever reads the file, and so is a mix. */
    private static String logicalType(ColumnProfile column) {
        boolean number = List.of("integer", "decimal", "boolean").contains(column.logicalType());
        if (column.logicalShare() < 1 || (number && column.physicalType().equals("VARCHAR"))) {
            return "string";
        }
        return switch (column.logicalType()) {
            case "integer" -> "integer";
            case "decimal" -> "number";
            case "boolean" -> "boolean";
            case "date" -> "date";
            case "timestamp" -> "timestamp";
            case "time" -> "time";
            case "nested" -> column.physicalType().endsWith("]") ? "array" : "object";
            case "json" -> column.physicalType().equals("JSON") ? "object" : "string";
            case "empty" -> empty(column.physicalType());
            default -> "string";
        };
    }

    /** Of a column without a value the file's type is all there is. */
    private static String empty(String type) {
        if (type.matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?")) {
            return "integer";
        }
        if (type.matches("FLOAT|DOUBLE|DECIMAL\\([0-9, ]+\\)")) {
            return "number";
        }
        if (type.startsWith("TIME")) {
            return type.startsWith("TIMESTAMP") ? "timestamp" : "time";
        }
        return type.equals("BOOLEAN") || type.equals("DATE") ? type.toLowerCase(Locale.ROOT) : "string";
    }
}
