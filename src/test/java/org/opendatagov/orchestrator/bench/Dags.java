package org.opendatagov.orchestrator.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;

/** Definitions to measure with; every task is an action of the schema expert. */
final class Dags {
    private static final int WIDTH = 10;

    private Dags() {}

    /**
     * A definition and how long each of its tasks takes.
     *
     * @param before what each task depends on, in an order in which they can run
     */
    record Timed(
            Map<String, Object> definition, Map<String, Duration> times, SequencedMap<String, List<String>> before) {
        /** How long the longest way through it is where its tasks took so long. */
        Duration criticalPath(Map<String, Duration> took) {
            Map<String, Duration> ends = new HashMap<>();
            before.forEach((task, earlier) -> ends.put(
                    task,
                    earlier.stream()
                            .map(ends::get)
                            .max(Duration::compareTo)
                            .orElse(Duration.ZERO)
                            .plus(took.get(task))));
            return ends.values().stream().max(Duration::compareTo).orElseThrow();
        }
    }

    /** So many tasks in layers so wide, each behind two of the layer before. */
    static Map<String, Object> layered(int tasks, int width) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int number = 0; number < tasks; number++) {
            int before = (number / width - 1) * width;
            all.add(task(
                    number,
                    before < 0
                            ? List.of()
                            : List.of("t" + (before + number % width), "t" + (before + (number + 1) % width))));
        }
        return definition("layered", all);
    }

    /** So many tasks, each behind all before it, with a condition and a reference of its own: as much as there can be to check. */
    static Map<String, Object> dense(int tasks) {
        List<Map<String, Object>> all = new ArrayList<>();
        List<String> before = new ArrayList<>();
        for (int number = 0; number < tasks; number++) {
            Map<String, Object> task = task(number, List.copyOf(before));
            if (number > 0) {
                task.put("inputs", Map.of("file_path", "${tasks.t0.result.file_" + number + "}"));
                task.put("when", "tasks.t0.result.rows > " + number % 50);
            }
            before.add("t" + number);
            all.add(task);
        }
        return definition("dense", all);
    }

    /** A random DAG of 20 tasks of 20 to 200 ms. */
    static Timed random(Random random) {
        List<Map<String, Object>> all = new ArrayList<>();
        Map<String, Duration> times = new HashMap<>();
        SequencedMap<String, List<String>> before = new LinkedHashMap<>();
        for (int number = 0; number < 2 * WIDTH; number++) {
            List<String> earlier = before.sequencedKeySet().stream()
                    .filter(task -> random.nextDouble() < 0.15)
                    .toList();
            String id = "t" + number;
            times.put(id, Duration.ofMillis(20 + random.nextInt(180)));
            before.put(id, earlier);
            all.add(task(number, earlier));
        }
        return new Timed(definition("random", all), times, before);
    }

    /** Waits for a person. */
    static Map<String, Object> approval() {
        return definition("approval", List.of(Map.of("id", "sign", "uses", "approval")));
    }

    private static Map<String, Object> task(int number, List<String> dependsOn) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("id", "t" + number);
        task.put("expert", "SchemaExpert");
        task.put("action", "analyze_schema");
        task.put("depends_on", dependsOn);
        return task;
    }

    private static Map<String, Object> definition(String id, List<Map<String, Object>> tasks) {
        return Map.of("workflow_id", id, "tasks", tasks);
    }
}
