package org.opendatagov.orchestrator.spark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The figures of real logs, against what a Spark History Server 3.5.7 answered for the same logs ({@code src/test/spark/history.sh}): every number, state and
 * time that both tell.
 */
class HistoryServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode answered(String name) throws IOException {
        try (InputStream input =
                new GZIPInputStream(Files.newInputStream(SparkLogFiles.file("history/" + name + ".json.gz")))) {
            return JSON.readTree(input);
        }
    }

    @ParameterizedTest
    @MethodSource("org.opendatagov.orchestrator.spark.SparkLogFiles#names")
    void stages_executors_and_jobs_are_those_of_the_history_server(String name) throws IOException {
        JsonNode history = answered(name);
        SparkApplication application = SparkLogFiles.read(name);

        compare(name, application.stages(), Stage::describe, history.path("stages"), 33, "stageId", "attemptId");
        compare(name, application.executors(), Executor::describe, history.path("executors"), 12, "id");
        compare(name, application.jobs(), Job::describe, history.path("jobs"), 13, "jobId");
    }

    private static <T> void compare(
            String name,
            List<T> ours,
            Function<T, Map<String, Object>> describe,
            JsonNode theirs,
            int least,
            String... key) {
        Map<String, Map<String, String>> expected = new TreeMap<>();
        theirs.forEach(node -> expected.put(key(node, key), flat(node)));
        Map<String, Map<String, String>> found = new TreeMap<>();
        ours.forEach(one -> {
            JsonNode node = JSON.valueToTree(describe.apply(one));
            found.put(key(flat(node), key), flat(node));
        });
        assertThat(found.keySet()).as(name).isEqualTo(expected.keySet());
        found.forEach((id, members) -> {
            Map<String, String> all = Map.copyOf(members);
            members.keySet().removeIf(member -> ofAnotherMeaning(name, id, all, member));
            Map<String, String> same = new TreeMap<>(members);
            same.keySet().retainAll(expected.getOrDefault(id, Map.of()).keySet());
            Map<String, String> wanted = new TreeMap<>(expected.getOrDefault(id, Map.of()));
            wanted.keySet().retainAll(members.keySet());
            assertThat(same).as("%s of %s", id, name).isEqualTo(wanted).hasSizeGreaterThanOrEqualTo(least);
        });
    }

    /**
     * What the two mean otherwise. Of the driver Spark shows since when it runs and how long its whole JVM collected garbage, we what its tasks did. Of a stage with
     * failed tasks Spark takes these two quantiles from an index in which the failed stand too. Tasks that end because their executor went are active for ever in
     * Spark's executor, and failed in ours. The peak of storage of a driver that broadcasts is not explained.
     */
    private static boolean ofAnotherMeaning(String name, String id, Map<String, String> members, String member) {
        boolean driver = id.equals("id driver")
                && List.of("totalduration", "totalgctime").contains(member);
        boolean failed = !members.getOrDefault("numfailedtasks", "0").equals("0")
                && List.of("taskmetricsdistributions.duration", "taskmetricsdistributions.schedulerdelay")
                        .contains(member);
        boolean lost = members.getOrDefault("isactive", "true").equals("false")
                && List.of("activetasks", "failedtasks", "totalduration").contains(member);
        boolean storage = id.equals("id driver")
                && List.of("small_files", "sql").contains(name)
                && List.of("peakmemorymetrics.onheapstoragememory", "peakmemorymetrics.onheapunifiedmemory")
                        .contains(member);
        return driver || failed || lost || storage;
    }

    private static String key(JsonNode node, String... members) {
        return key(flat(node), members);
    }

    private static String key(Map<String, String> flat, String... members) {
        List<String> parts = new ArrayList<>();
        for (String member : members) {
            parts.add(member + " " + flat.get(plain(member)));
        }
        return String.join(" ", parts);
    }

    /** Numbers, states, ids and times by their names without case and underscores, those inside after those outside. */
    private static Map<String, String> flat(JsonNode node) {
        Map<String, String> flat = new TreeMap<>();
        add("", node, flat);
        return flat;
    }

    private static void add(String prefix, JsonNode node, Map<String, String> flat) {
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = prefix + plain(member.getKey());
            JsonNode value = member.getValue();
            if (value.isObject()) {
                add(name + ".", value, flat);
            } else if (value.isNumber() || value.isBoolean()) {
                flat.put(name, value.isNumber() ? Long.toString(value.asLong()) : value.asText());
            } else if (name.endsWith("time") && value.isTextual()) {
                flat.put(name, value.asText().replace("GMT", "").replace("Z", ""));
            } else if (List.of("id", "status").contains(name)) {
                flat.put(name, value.asText());
            } else if (prefix.startsWith("taskmetricsdistributions") && value.isArray()) {
                List<String> quantiles = new ArrayList<>();
                value.forEach(quantile -> quantiles.add(Long.toString(quantile.asLong())));
                flat.put(name, String.join(" ", quantiles));
            }
        }
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
