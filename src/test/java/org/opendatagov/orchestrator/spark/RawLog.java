package org.opendatagov.orchestrator.spark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/** The other way to the figures: the whole log as trees in memory, and plain loops over them. */
final class RawLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> events = new ArrayList<>();

    RawLog(byte[] content) throws IOException {
        for (String line : new String(content, StandardCharsets.UTF_8).lines().toList()) {
            events.add(JSON.readTree(line));
        }
    }

    List<JsonNode> events(String name) {
        return events.stream()
                .filter(event -> event.path("Event").asText().equals(name))
                .toList();
    }

    List<JsonNode> tasks(int stage, int attempt) {
        return events("SparkListenerTaskEnd").stream()
                .filter(task -> task.path("Stage ID").asInt() == stage
                        && task.path("Stage Attempt ID").asInt() == attempt)
                .toList();
    }

    List<JsonNode> successful(int stage, int attempt) {
        return tasks(stage, attempt).stream().filter(RawLog::succeeded).toList();
    }

    static boolean succeeded(JsonNode task) {
        return task.at("/Task End Reason/Reason").asText().equals("Success");
    }

    static long sum(List<JsonNode> tasks, ToLongFunction<JsonNode> value) {
        return tasks.stream().mapToLong(value).sum();
    }

    /** As the History Server takes them from its index of tasks. */
    static long quantile(List<JsonNode> tasks, ToLongFunction<JsonNode> value, double quantile) {
        long[] sorted = tasks.stream().mapToLong(value).sorted().toArray();
        return sorted[(int) Math.min((long) (quantile * sorted.length), sorted.length - 1)];
    }

    static ToLongFunction<JsonNode> at(String... pointers) {
        return task -> LongStream.range(0, pointers.length)
                .map(index -> task.at(pointers[(int) index]).asLong())
                .sum();
    }

    static long duration(JsonNode task) {
        return task.at("/Task Info/Finish Time").asLong()
                - task.at("/Task Info/Launch Time").asLong();
    }

    static long schedulerDelay(JsonNode task) {
        long fetchStart = task.at("/Task Info/Getting Result Time").asLong();
        long fetching = fetchStart > 0 ? task.at("/Task Info/Finish Time").asLong() - fetchStart : 0;
        long busy = task.at("/Task Metrics/Executor Run Time").asLong()
                + task.at("/Task Metrics/Executor Deserialize Time").asLong()
                + task.at("/Task Metrics/Result Serialization Time").asLong();
        return Math.max(0, duration(task) - busy - fetching);
    }
}
