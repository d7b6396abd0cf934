package org.opendatagov.orchestrator.spark;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads events of stages and jobs. */
final class StageReader {
    private final ApplicationBuilder application;

    StageReader(ApplicationBuilder application) {
        this.application = application;
    }

    void submitted(JsonParser json) throws IOException {
        info(json).ifPresent(application::stageSubmitted);
    }

    void completed(JsonParser json) throws IOException {
        info(json).ifPresent(application::stageCompleted);
    }

    private static Optional<StageInfo> info(JsonParser json) throws IOException {
        Optional<StageInfo> info = Optional.empty();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            if (field.equals("Stage Info") && json.nextToken() == JsonToken.START_OBJECT) {
                info = Optional.of(stage(json));
            } else {
                Json.skip(json);
            }
        }
        return info;
    }

    private static StageInfo stage(JsonParser json) throws IOException {
        int stageId = -1;
        int attemptId = 0;
        String name = "";
        int tasks = 0;
        List<Integer> parents = List.of();
        long submission = 0;
        long completion = 0;
        boolean files = false;
        Optional<String> failure = Optional.empty();
        Map<Long, Long> accumulators = Map.of();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "Stage ID" -> stageId = Json.intValue(json);
                case "Stage Attempt ID" -> attemptId = Json.intValue(json);
                case "Stage Name" -> name = LogText.described(Json.text(json));
                case "Number of Tasks" -> tasks = Json.intValue(json);
                case "Parent IDs" -> parents = numbers(json);
                case "Submission Time" -> submission = Json.longValue(json);
                case "Completion Time" -> completion = Json.longValue(json);
                case "Failure Reason" -> failure = Optional.of(LogText.failure(Json.text(json)));
                case "RDD Info" -> files = readsFiles(json);
                case "Accumulables" -> accumulators = accumulators(json);
                default -> Json.skip(json);
            }
        }
        return new StageInfo(
                stageId, attemptId, name, tasks, parents, submission, completion, failure, files, accumulators);
    }

    private static List<Integer> numbers(JsonParser json) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        if (json.nextToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
                    numbers.add(json.getIntValue());
                } else {
                    json.skipChildren();
                }
            }
        }
        return numbers;
    }

    /** An RDD of files has their path for a name, or the scope of a file scan. */
    private static boolean readsFiles(JsonParser json) throws IOException {
        boolean files = false;
        if (json.nextToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> rdd = Json.texts(json);
                String name = rdd.getOrDefault("Name", "");
                files |= name.contains("/") || name.contains("FileScan") || name.contains("HadoopRDD");
            }
        }
        return files;
    }

    /** Those of SQL operators alone: the others stand in the tasks' metrics. */
    private static Map<Long, Long> accumulators(JsonParser json) throws IOException {
        Map<Long, Long> values = new HashMap<>();
        if (json.nextToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, String> accumulable = Json.texts(json);
                if (accumulable.getOrDefault("Metadata", "").equals("sql")) {
                    values.put(Json.number(accumulable.get("ID")), Json.number(accumulable.get("Value")));
                }
            }
        }
        return values;
    }

    void jobStarted(JsonParser json) throws IOException {
        int job = -1;
        long time = 0;
        List<StageInfo> infos = new ArrayList<>();
        Map<String, String> properties = Map.of();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "Job ID" -> job = Json.intValue(json);
                case "Submission Time" -> time = Json.longValue(json);
                case "Stage Infos" -> {
                    if (json.nextToken() == JsonToken.START_ARRAY) {
                        while (json.nextToken() == JsonToken.START_OBJECT) {
                            infos.add(stage(json));
                        }
                    }
                }
                case "Properties" ->
                    properties = json.nextToken() == JsonToken.START_OBJECT ? Json.texts(json) : Map.of();
                default -> Json.skip(json);
            }
        }
        application.jobStarted(
                job,
                time,
                infos,
                Optional.ofNullable(properties.get("spark.job.description")).map(LogText::described),
                Optional.ofNullable(properties.get("spark.sql.execution.id")).map(Json::number));
    }

    void jobEnded(JsonParser json) throws IOException {
        int job = -1;
        long time = 0;
        String result = "";
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "Job ID" -> job = Json.intValue(json);
                case "Completion Time" -> time = Json.longValue(json);
                case "Job Result" ->
                    result = json.nextToken() == JsonToken.START_OBJECT
                            ? Json.texts(json).getOrDefault("Result", "")
                            : "";
                default -> Json.skip(json);
            }
        }
        application.jobEnded(job, time, result.equals("JobSucceeded"));
    }
}
