package org.opendatagov.orchestrator.openlineage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** OpenLineage events in few words, for tests. */
public final class Events {
    public static final String PRODUCER = "https://example.org/tests";
    private static final String SCHEMA = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/";

    private Events() {}

    public static Map<String, Object> run(
            String job, UUID run, String type, Instant time, List<String> inputs, List<String> outputs) {
        Map<String, Object> event = base("RunEvent", time);
        event.put("eventType", type);
        event.put("run", with(Map.of("runId", run.toString())));
        event.put("job", job(job));
        event.put("inputs", datasets(inputs));
        event.put("outputs", datasets(outputs));
        return event;
    }

    /** A job's reading and writing, stated without a run. */
    public static Map<String, Object> jobEvent(String job, Instant time, List<String> inputs, List<String> outputs) {
        Map<String, Object> event = base("JobEvent", time);
        event.put("job", job(job));
        event.put("inputs", datasets(inputs));
        event.put("outputs", datasets(outputs));
        return event;
    }

    public static Map<String, Object> datasetEvent(String dataset, Instant time, Map<String, Object> facets) {
        Map<String, Object> event = base("DatasetEvent", time);
        event.put("dataset", dataset(dataset, facets));
        return event;
    }

    private static Map<String, Object> base(String kind, Instant time) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventTime", time.toString());
        event.put("producer", PRODUCER);
        event.put("schemaURL", SCHEMA + kind);
        return event;
    }

    private static Map<String, Object> job(String name) {
        return with(Map.of("namespace", "etl", "name", name));
    }

    private static List<Map<String, Object>> datasets(List<String> names) {
        return new ArrayList<>(
                names.stream().map(name -> dataset(name, Map.of())).toList());
    }

    /** {@code table} of the database {@code postgres://db:5432}, or a whole location of an object store. */
    public static Map<String, Object> dataset(String name, Map<String, Object> facets) {
        boolean stored = name.startsWith("s3://");
        int slash = name.indexOf('/', 5);
        return with(Map.of(
                "namespace", stored ? name.substring(0, slash) : "postgres://db:5432",
                "name", stored ? name.substring(slash + 1) : name,
                "facets", facets));
    }

    public static Map<String, Object> facet(Map<String, Object> members) {
        Map<String, Object> facet = with(members);
        facet.put("_producer", PRODUCER);
        facet.put("_schemaURL", "https://example.org/facet.json");
        return facet;
    }

    /** The facet {@code columnLineage}: output column to {@code table.column}, masked where it ends with {@code !}. */
    public static Map<String, Object> columnLineage(Map<String, String> columns) {
        Map<String, Object> fields = new LinkedHashMap<>();
        columns.forEach((target, source) -> {
            boolean masked = source.endsWith("!");
            String plain = source.replace("!", "");
            int dot = plain.lastIndexOf('.');
            Map<String, Object> input = dataset(plain.substring(0, dot), Map.of());
            input.remove("facets");
            input.put("field", plain.substring(dot + 1));
            input.put(
                    "transformations",
                    List.of(Map.of(
                            "type", "DIRECT", "subtype", masked ? "TRANSFORMATION" : "IDENTITY", "masking", masked)));
            fields.put(target, Map.of("inputFields", List.of(input)));
        });
        return facet(Map.of("fields", fields));
    }

    /** The facet {@code schema} with these columns. */
    public static Map<String, Object> schema(String... columns) {
        return facet(Map.of(
                "fields",
                List.of(columns).stream()
                        .map(name -> Map.of("name", name, "type", "VARCHAR"))
                        .toList()));
    }

    /** The same event with a member somewhere set; null removes it. */
    public static Map<String, Object> changed(Map<String, Object> event, @Nullable Object value, String... path) {
        Map<String, Object> changed = with(event);
        if (path.length == 1) {
            Optional.ofNullable(value).ifPresentOrElse(v -> changed.put(path[0], v), () -> changed.remove(path[0]));
            return changed;
        }
        String[] rest = java.util.Arrays.copyOfRange(path, 1, path.length);
        if (changed.get(path[0]) instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list);
            int index = Integer.parseInt(rest[0]);
            items.set(
                    index,
                    changed(members(items.get(index)), value, java.util.Arrays.copyOfRange(rest, 1, rest.length)));
            changed.put(path[0], items);
        } else {
            changed.put(path[0], changed(members(changed.getOrDefault(path[0], Map.of())), value, rest));
        }
        return changed;
    }

    private static Map<String, Object> members(Object value) {
        Map<String, Object> members = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((name, member) -> members.put(String.valueOf(name), member));
        return members;
    }

    private static Map<String, Object> with(Map<String, Object> members) {
        return new LinkedHashMap<>(members);
    }
}
