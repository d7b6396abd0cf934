package org.opendatagov.orchestrator.spark;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.spark.PlanShape.MetricReference;

/** Reads events of SQL executions, with their plans. */
final class SqlReader {
    private static final Pattern WORD = Pattern.compile(
            "\\b(Inner|Cross|LeftOuter|RightOuter|FullOuter|LeftSemi|LeftAnti|ExistenceJoin|BuildLeft|BuildRight"
                    + "|hashpartitioning|rangepartitioning|RoundRobinPartitioning|SinglePartition)\\b");
    private static final Pattern OPERATOR = Pattern.compile("^[\\w ()-]{1,60}");

    private final ApplicationBuilder application;

    SqlReader(ApplicationBuilder application) {
        this.application = application;
    }

    void started(JsonParser json) throws IOException {
        long execution = -1;
        long time = 0;
        String description = "";
        Optional<PlanShape> plan = Optional.empty();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "executionId" -> execution = Json.longValue(json);
                case "time" -> time = Json.longValue(json);
                case "description" -> description = LogText.described(Json.text(json));
                case "sparkPlanInfo" -> plan = plan(json);
                default -> Json.skip(json);
            }
        }
        application.sqlStarted(execution, description, time, plan);
    }

    void replanned(JsonParser json) throws IOException {
        long execution = -1;
        Optional<PlanShape> plan = Optional.empty();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "executionId" -> execution = Json.longValue(json);
                case "sparkPlanInfo" -> plan = plan(json);
                default -> Json.skip(json);
            }
        }
        if (plan.isPresent()) {
            application.sqlReplanned(execution, plan.get());
        }
    }

    /** {@code accumUpdates} is a list of pairs. */
    void driverMeasured(JsonParser json) throws IOException {
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            if (field.equals("accumUpdates") && json.nextToken() == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_ARRAY) {
                    long accumulator = Json.longValue(json);
                    application.driverMeasured(accumulator, Json.longValue(json));
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        json.skipChildren();
                    }
                }
            } else {
                Json.skip(json);
            }
        }
    }

    void ended(JsonParser json) throws IOException {
        Map<String, String> fields = Json.texts(json);
        application.sqlEnded(
                Json.number(fields.get("executionId")),
                Json.number(fields.get("time")),
                !fields.getOrDefault("errorMessage", "").isEmpty());
    }

    private static Optional<PlanShape> plan(JsonParser json) throws IOException {
        return json.nextToken() == JsonToken.START_OBJECT ? Optional.of(node(json)) : Optional.empty();
    }

    private static PlanShape node(JsonParser json) throws IOException {
        String name = "";
        String line = "";
        List<PlanShape> children = new ArrayList<>();
        Map<String, String> metadata = Map.of();
        List<MetricReference> metrics = List.of();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "nodeName" -> name = Json.text(json);
                case "simpleString" -> line = Json.text(json);
                case "metadata" -> metadata = json.nextToken() == JsonToken.START_OBJECT ? Json.texts(json) : Map.of();
                case "metrics" -> metrics = metrics(json);
                case "children" -> {
                    if (json.nextToken() == JsonToken.START_ARRAY) {
                        while (json.nextToken() == JsonToken.START_OBJECT) {
                            children.add(node(json));
                        }
                    }
                }
                default -> Json.skip(json);
            }
        }
        return new PlanShape(
                operator(name),
                LogText.columns(line),
                words(line),
                ScanReader.read(name, line, metadata),
                metrics,
                children);
    }

    /** The name alone: that of a scan through JDBC holds the query with its literals. */
    private static String operator(String name) {
        Matcher matcher = OPERATOR.matcher(name);
        return matcher.find() ? matcher.group().replaceAll("\\(\\w{3,}.*", "").strip() : "unknown";
    }

    private static Set<String> words(String line) {
        Set<String> words = new HashSet<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static List<MetricReference> metrics(JsonParser json) throws IOException {
        List<MetricReference> metrics = new ArrayList<>();
        if (json.nextToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> metric = Json.texts(json);
                String type = metric.getOrDefault("metricType", "sum");
                if (!type.equals("average")) {
                    metrics.add(new MetricReference(
                            metric.getOrDefault("name", ""), Json.number(metric.get("accumulatorId")), type));
                }
            }
        }
        return metrics;
    }
}
