package org.opendatagov.orchestrator.spark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads events one by one and tells the builder; whatever it does not know it skips. */
final class EventReader {
    private static final String SQL = "org.apache.spark.sql.execution.ui.";
    private static final String SCHEDULER = "org.apache.spark.scheduler.";
    private static final int NAMES = 20;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(5_000)
                    .maxStringLength(LogLines.LONGEST)
                    .build())
            .build();

    private final ApplicationBuilder application;
    private final TaskReader tasks;
    private final StageReader stages;
    private final SqlReader sql;
    private final Map<String, Long> unknown = new HashMap<>();
    private long events;

    EventReader(ApplicationBuilder application) {
        this.application = application;
        this.tasks = new TaskReader(application);
        this.stages = new StageReader(application);
        this.sql = new SqlReader(application);
    }

    long events() {
        return events;
    }

    Map<String, Long> unknown() {
        return unknown;
    }

    /** How many events are of a kind that Spark writes and this reader takes. */
    long known() {
        return events - unknown.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @return false for a line that is no event */
    boolean read(byte[] line, int from, int length) {
        try (JsonParser json = JSON.createParser(line, from, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            Optional<String> event = event(json);
            if (event.isEmpty()) {
                return false;
            }
            take(event.get(), json);
            events++;
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Spark writes the name first. */
    private static Optional<String> event(JsonParser json) throws IOException {
        String field = json.nextFieldName();
        if (field == null || !field.equals("Event") || json.nextToken() != JsonToken.VALUE_STRING) {
            return Optional.empty();
        }
        return Optional.of(json.getText());
    }

    private void take(String event, JsonParser json) throws IOException {
        switch (event) {
            case "SparkListenerTaskStart" -> tasks.started(json);
            case "SparkListenerTaskEnd" -> tasks.ended(json);
            case "SparkListenerStageSubmitted" -> stages.submitted(json);
            case "SparkListenerStageCompleted" -> stages.completed(json);
            case "SparkListenerJobStart" -> stages.jobStarted(json);
            case "SparkListenerJobEnd" -> stages.jobEnded(json);
            case "SparkListenerLogStart" ->
                application.logStarted(Json.texts(json).getOrDefault("Spark Version", ""));
            case "SparkListenerApplicationStart" -> applicationStarted(Json.texts(json));
            case "SparkListenerApplicationEnd" ->
                application.applicationEnded(Json.number(Json.texts(json).get("Timestamp")));
            case "SparkListenerEnvironmentUpdate" -> environment(json);
            case "SparkListenerExecutorAdded" -> tasks.executorAdded(json);
            case "SparkListenerExecutorRemoved" -> executorRemoved(Json.texts(json));
            case "SparkListenerBlockManagerAdded" -> tasks.storageAdded(json);
            case "SparkListenerStageExecutorMetrics" -> tasks.peaks(json);
            case SCHEDULER + "SparkListenerExecutorBlacklisted",
                    SCHEDULER + "SparkListenerExecutorExcluded",
                    "SparkListenerExecutorExcluded" -> excluded(Json.texts(json), true);
            case SCHEDULER + "SparkListenerExecutorUnblacklisted",
                    SCHEDULER + "SparkListenerExecutorUnexcluded",
                    "SparkListenerExecutorUnexcluded" -> excluded(Json.texts(json), false);
            case SQL + "SparkListenerSQLExecutionStart" -> sql.started(json);
            case SQL + "SparkListenerSQLAdaptiveExecutionUpdate" -> sql.replanned(json);
            case SQL + "SparkListenerDriverAccumUpdates" -> sql.driverMeasured(json);
            case SQL + "SparkListenerSQLExecutionEnd" -> sql.ended(json);
            default -> {
                Json.skipRest(json);
                String name = unknown.size() < NAMES || unknown.containsKey(event) ? shown(event) : "others";
                unknown.merge(name, 1L, Long::sum);
            }
        }
    }

    private static String shown(String event) {
        return event.matches("[\\w.$]{1,120}") ? event : "others";
    }

    private void applicationStarted(Map<String, String> fields) {
        application.applicationStarted(
                fields.getOrDefault("App ID", ""),
                fields.getOrDefault("App Name", ""),
                Json.number(fields.get("Timestamp")));
    }

    private void executorRemoved(Map<String, String> fields) {
        application.executorRemoved(
                fields.getOrDefault("Executor ID", ""),
                Json.number(fields.get("Timestamp")),
                fields.getOrDefault("Removed Reason", ""));
    }

    private void excluded(Map<String, String> fields, boolean now) {
        application.executorExcluded(fields.getOrDefault("executorId", ""), now);
    }

    private void environment(JsonParser json) throws IOException {
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            if (field.equals("Spark Properties") && json.nextToken() == JsonToken.START_OBJECT) {
                application.configured(Json.texts(json));
            } else {
                Json.skip(json);
            }
        }
    }
}
