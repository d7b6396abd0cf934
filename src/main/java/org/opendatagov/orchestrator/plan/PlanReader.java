package org.opendatagov.orchestrator.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Reads EXPLAIN output, whatever engine and form it has. */
public final class PlanReader {
    /** Plans of real queries stay far below; PostgreSQL's of a thousand partitions with buffers take 2 MB as JSON. */
    public static final int MAX_CHARACTERS = 8 << 20;

    private static final int MAX_NODES = 20_000;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final ObjectMapper YAML = new YAMLMapper();

    private PlanReader() {}

    /**
     * The plan as a tree, its literals masked.
     *
     * @throws OrchestratorException {@code invalid_input} where it is no plan, says what was looked for
     */
    public static QueryPlan read(String text) {
        if (text.length() > MAX_CHARACTERS) {
            throw invalid("The plan has %,d characters; at most %,d are read. Give the EXPLAIN output of one query."
                    .formatted(text.length(), MAX_CHARACTERS));
        }
        String plain = text.replace("\uFEFF", "").replace("\u00a0", " ");
        QueryPlan plan = find(plain).orElseThrow(PlanReader::unknown);
        if (plan.nodes().size() > MAX_NODES) {
            throw invalid(
                    "The plan has more than %,d operators; give the EXPLAIN output of one query.".formatted(MAX_NODES));
        }
        return plan;
    }

    private static Optional<QueryPlan> find(String text) {
        String start =
                PlanLines.of(text).stream().map(String::strip).findFirst().orElse("");
        if (start.startsWith("{") || start.startsWith("[")) {
            return ofJson(String.join("\n", PlanLines.unframed(text)));
        }
        if (start.startsWith("<")) {
            return PlanXml.read(text).map(whole -> PostgresTree.of(whole, "xml"));
        }
        return SparkText.read(text)
                .or(() -> DuckDbBoxes.read(text))
                .or(() -> ofYaml(text, start))
                .or(() -> ofLines(PlanLines.of(text)));
    }

    private static Optional<QueryPlan> ofLines(List<String> lines) {
        return TrinoText.read(lines).or(() -> PostgresText.read(lines).map(whole -> PostgresTree.of(whole, "text")));
    }

    private static Optional<QueryPlan> ofJson(String text) {
        try {
            Object json = JSON.readValue(text, Object.class);
            return ofPostgres(json, "json")
                    .or(() -> DuckDbTree.read(json))
                    .or(() -> TrinoTree.ofJson(PlanData.map(json)));
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw invalid(
                    "The plan begins as JSON and is none from line %d, column %d on; give it whole, as EXPLAIN printed it."
                            .formatted(place == null ? 1 : place.getLineNr(), place == null ? 1 : place.getColumnNr()));
        }
    }

    private static Optional<QueryPlan> ofYaml(String text, String start) {
        if (!start.matches("- ?Plan: *")) {
            return Optional.empty();
        }
        try {
            return ofPostgres(YAML.readValue(String.join("\n", PlanLines.unframed(text)), Object.class), "yaml");
        } catch (JsonProcessingException e) {
            throw invalid(
                    "The plan begins as YAML of PostgreSQL and cannot be read as such; give it whole, as EXPLAIN printed it.");
        }
    }

    private static Optional<QueryPlan> ofPostgres(Object data, String form) {
        Object first = data instanceof List<?> list && !list.isEmpty() ? list.getFirst() : data;
        Map<String, Object> whole = PlanData.map(first);
        Map<String, Object> plan = PlanData.map(whole.get("Plan"));
        return plan.get("Node Type") instanceof String ? Optional.of(PostgresTree.of(whole, form)) : Optional.empty();
    }

    private static OrchestratorException unknown() {
        return invalid(
                "The text is no plan that is known. Looked for EXPLAIN output of PostgreSQL (a first line such as 'Seq Scan on t (cost=…)',"
                        + " or JSON, YAML, XML with 'Plan' and 'Node Type'), DuckDB (boxes, or JSON with 'extra_info'), Spark ('== Physical Plan =='),"
                        + " Trino ('Fragment 0 [SINGLE]', a tree with '└─', or JSON with 'descriptor'). Give what EXPLAIN printed, whole.");
    }

    static OrchestratorException invalid(String message) {
        return new OrchestratorException(ErrorCode.INVALID_INPUT, message);
    }
}
