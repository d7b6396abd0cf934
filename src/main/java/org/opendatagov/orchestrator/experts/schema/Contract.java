package org.opendatagov.orchestrator.experts.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        schema.put("properties", properties(profile, keys));
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
            properties.add(property);
        }
        return properties;
    }

    private static String logicalType(ColumnProfile column) {
        return switch (column.logicalType()) {
            case "integer" -> "integer";
            case "decimal" -> "number";
            case "boolean" -> "boolean";
            case "date" -> "date";
            case "timestamp" -> "timestamp";
            case "time" -> "time";
            case "nested" -> column.physicalType().endsWith("]") ? "array" : "object";
            default -> "string";
        };
    }
}
