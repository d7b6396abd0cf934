package org.opendatagov.orchestrator.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Writes the route that Camel loads for one version of a template: its ids carry the version, a task step carries its
 * task id alone (a kamelet's URI cannot hold more), branches run on the engine's threads, and errors pass through.
 */
public final class RouteWriter {
    private final String executor;

    /** @param executor name of the bean whose threads the branches of a multicast use */
    public RouteWriter(String executor) {
        this.executor = executor;
    }

    /** The id of a workflow's route in one version; its consumer is {@code direct:<id>}. */
    public static String routeId(String workflow, int version) {
        return workflow + "@" + version;
    }

    public String write(Template template, int version) {
        List<Object> roots = new Yaml(new SafeConstructor(new LoaderOptions())).load(template.source());
        List<Object> written = new ArrayList<>();
        String id = routeId(template.plan().workflow(), version);
        for (Object root : roots) {
            Map<String, Object> route = new LinkedHashMap<>(map(map(root).get("route")));
            route.put("id", id);
            route.put("errorHandler", Map.of("noErrorHandler", Map.of()));
            Map<String, Object> from = new LinkedHashMap<>(map(route.get("from")));
            from.put("uri", "direct:" + id);
            from.put("steps", steps(from.get("steps")));
            route.put("from", from);
            written.add(Map.of("route", route));
        }
        return new Yaml().dump(written);
    }

    private List<Object> steps(@Nullable Object steps) {
        List<Object> written = new ArrayList<>();
        if (steps instanceof List<?> list) {
            list.forEach(step -> map(step).forEach((name, value) -> written.add(step(name, value))));
        }
        return written;
    }

    private Map<String, Object> step(String name, Object value) {
        return switch (name) {
            case "to" -> Map.of("to", task(map(value)));
            case "pipeline" -> Map.of("pipeline", withSteps(map(value)));
            case "multicast" -> {
                Map<String, Object> multicast = withSteps(map(value));
                multicast.put("parallelProcessing", true);
                multicast.put("executorService", executor);
                yield Map.of("multicast", multicast);
            }
            default -> Map.of(name, value);
        };
    }

    private Map<String, Object> withSteps(Map<String, Object> element) {
        Map<String, Object> written = new LinkedHashMap<>(element);
        written.put("steps", steps(element.getOrDefault("steps", List.of())));
        return written;
    }

    private static Map<String, Object> task(Map<String, Object> to) {
        Map<String, Object> written = new LinkedHashMap<>(to);
        Object id = map(to.getOrDefault("parameters", Map.of())).getOrDefault("task", "");
        written.put("parameters", Map.of("task", id));
        return written;
    }

    private static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> source) {
            source.forEach((key, item) -> map.put(String.valueOf(key), item));
        }
        return map;
    }
}
