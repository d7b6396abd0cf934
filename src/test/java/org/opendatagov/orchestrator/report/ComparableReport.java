package org.opendatagov.orchestrator.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.MathContext;
import java.util.List;

/** A report's JSON as far as it must be the same for the same data: without ids, times and location, figures to 6 significant digits. */
public final class ComparableReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MathContext SIX_DIGITS = new MathContext(6);

    private ComparableReport() {}

    public static JsonNode of(JsonNode report) throws JsonProcessingException {
        String location = report.at("/inputs/file_path").asText();
        String text = report.toString()
                .replace(JSON.writeValueAsString(location).replaceAll("^\"|\"$", ""), "LOCATION")
                .replaceAll("/datasets/[0-9a-f]{16}", "/datasets/ID");
        ObjectNode rounded = (ObjectNode) rounded(JSON.readTree(text));
        rounded.remove(List.of("run_id", "created_at", "finished_at"));
        return rounded;
    }

    private static JsonNode rounded(JsonNode node) {
        if (node.isFloatingPointNumber()) {
            return JSON.getNodeFactory()
                    .numberNode(node.decimalValue().round(SIX_DIGITS).stripTrailingZeros());
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(rounded(member.getValue())));
        }
        if (node instanceof ArrayNode array) {
            for (int index = 0; index < array.size(); index++) {
                array.set(index, rounded(array.get(index)));
            }
        }
        return node;
    }
}
