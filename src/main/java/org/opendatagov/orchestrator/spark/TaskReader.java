package org.opendatagov.orchestrator.spark;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Reads events of tasks and executors: nearly all of a log, so nothing is made that does not stay. */
final class TaskReader {
    private final ApplicationBuilder application;
    private final TaskEnd task = new TaskEnd();

    TaskReader(ApplicationBuilder application) {
        this.application = application;
    }

    void started(JsonParser json) throws IOException {
        read(json);
        application.taskStarted(task.stageId, task.attemptId, task.executor, task.host, task.launchTime);
    }

    void ended(JsonParser json) throws IOException {
        read(json);
        application.taskEnded(task);
    }

    private void read(JsonParser json) throws IOException {
        task.clear();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "Stage ID" -> task.stageId = Json.intValue(json);
                case "Stage Attempt ID" -> task.attemptId = Json.intValue(json);
                case "Task End Reason" -> reason(json);
                case "Task Info" -> info(json);
                case "Task Metrics" -> metrics(json);
                case "Task Executor Metrics" -> peakValues(json);
                default -> Json.skip(json);
            }
        }
    }

    private void reason(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "Reason" -> {
                    task.reason = Json.text(json);
                    task.failure = task.failure.isEmpty() ? task.reason : task.failure;
                }
                case "Class Name" -> task.failure = className(Json.text(json));
                case "Loss Reason" ->
                    task.failure =
                            task.reason + ":" + Removal.of(Json.text(json)).text();
                default -> Json.skip(json);
            }
        }
    }

    private static String className(String text) {
        return text.matches("[\\w.$]{1,200}") ? text : "unknown";
    }

    private void info(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "Task ID" -> task.taskId = Json.longValue(json);
                case "Index" -> task.index = Json.intValue(json);
                case "Attempt" -> task.attempt = Json.intValue(json);
                case "Launch Time" -> task.launchTime = Json.longValue(json);
                case "Finish Time" -> task.finishTime = Json.longValue(json);
                case "Getting Result Time" -> task.set(Metric.GETTING_RESULT_TIME, Json.longValue(json));
                case "Executor ID" -> task.executor = Json.text(json);
                case "Host" -> task.host = Json.text(json);
                case "Locality" -> task.locality = Json.text(json);
                default -> Json.skip(json);
            }
        }
    }

    private void metrics(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "Executor Deserialize Time" -> take(Metric.EXECUTOR_DESERIALIZE_TIME, json);
                case "Executor Deserialize CPU Time" -> take(Metric.EXECUTOR_DESERIALIZE_CPU_TIME, json);
                case "Executor Run Time" -> take(Metric.EXECUTOR_RUN_TIME, json);
                case "Executor CPU Time" -> take(Metric.EXECUTOR_CPU_TIME, json);
                case "Peak Execution Memory" -> take(Metric.PEAK_EXECUTION_MEMORY, json);
                case "Result Size" -> take(Metric.RESULT_SIZE, json);
                case "JVM GC Time" -> take(Metric.JVM_GC_TIME, json);
                case "Result Serialization Time" -> take(Metric.RESULT_SERIALIZATION_TIME, json);
                case "Memory Bytes Spilled" -> take(Metric.MEMORY_BYTES_SPILLED, json);
                case "Disk Bytes Spilled" -> take(Metric.DISK_BYTES_SPILLED, json);
                case "Shuffle Read Metrics" -> shuffleRead(json);
                case "Shuffle Write Metrics" -> shuffleWrite(json);
                case "Input Metrics" -> transfer(json, "Bytes Read", Metric.INPUT_BYTES, Metric.INPUT_RECORDS);
                case "Output Metrics" -> transfer(json, "Bytes Written", Metric.OUTPUT_BYTES, Metric.OUTPUT_RECORDS);
                default -> Json.skip(json);
            }
        }
    }

    private void take(Metric metric, JsonParser json) throws IOException {
        task.set(metric, Json.longValue(json));
    }

    private void shuffleRead(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "Remote Blocks Fetched" -> take(Metric.SHUFFLE_REMOTE_BLOCKS_FETCHED, json);
                case "Local Blocks Fetched" -> take(Metric.SHUFFLE_LOCAL_BLOCKS_FETCHED, json);
                case "Fetch Wait Time" -> take(Metric.SHUFFLE_FETCH_WAIT_TIME, json);
                case "Remote Bytes Read" -> take(Metric.SHUFFLE_REMOTE_BYTES_READ, json);
                case "Remote Bytes Read To Disk" -> take(Metric.SHUFFLE_REMOTE_BYTES_READ_TO_DISK, json);
                case "Local Bytes Read" -> take(Metric.SHUFFLE_LOCAL_BYTES_READ, json);
                case "Total Records Read" -> take(Metric.SHUFFLE_READ_RECORDS, json);
                default -> Json.skip(json);
            }
        }
    }

    private void shuffleWrite(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "Shuffle Bytes Written" -> take(Metric.SHUFFLE_WRITE_BYTES, json);
                case "Shuffle Records Written" -> take(Metric.SHUFFLE_WRITE_RECORDS, json);
                case "Shuffle Write Time" -> take(Metric.SHUFFLE_WRITE_TIME, json);
                default -> Json.skip(json);
            }
        }
    }

    private void transfer(JsonParser json, String bytesField, Metric bytes, Metric records) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            if (field.equals(bytesField)) {
                take(bytes, json);
            } else if (field.startsWith("Records ")) {
                take(records, json);
            } else {
                Json.skip(json);
            }
        }
    }

    private void peakValues(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return;
        }
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            int place = PeakMemory.place(field);
            if (place >= 0) {
                task.peaks[place] = Math.max(task.peaks[place], Json.longValue(json));
            } else {
                Json.skip(json);
            }
        }
    }

    /** {@code SparkListenerStageExecutorMetrics}: the peaks of an executor during a stage. */
    void peaks(JsonParser json) throws IOException {
        task.clear();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "Executor ID" -> task.executor = Json.text(json);
                case "Executor Metrics" -> peakValues(json);
                default -> Json.skip(json);
            }
        }
        if (!task.executor.isEmpty()) {
            application.executorPeaks(task.executor, task.peaks);
        }
    }

    void executorAdded(JsonParser json) throws IOException {
        String executor = "";
        String host = "";
        int cores = 0;
        long time = 0;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "Executor ID" -> executor = Json.text(json);
                case "Timestamp" -> time = Json.longValue(json);
                case "Executor Info" -> {
                    json.nextToken();
                    var info = Json.texts(json);
                    host = info.getOrDefault("Host", "");
                    cores = (int) Json.number(info.get("Total Cores"));
                }
                default -> Json.skip(json);
            }
        }
        application.executorAdded(executor, host, cores, time);
    }

    void storageAdded(JsonParser json) throws IOException {
        String executor = "";
        String host = "";
        long memory = 0;
        long time = 0;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            switch (field) {
                case "Block Manager ID" -> {
                    json.nextToken();
                    var id = Json.texts(json);
                    executor = id.getOrDefault("Executor ID", "");
                    host = id.getOrDefault("Host", "");
                }
                case "Maximum Memory" -> memory = Json.longValue(json);
                case "Timestamp" -> time = Json.longValue(json);
                default -> Json.skip(json);
            }
        }
        application.storageAdded(executor, host, memory, time);
    }
}
