package org.opendatagov.orchestrator.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the route that Camel loads for one version of a template: its ids carry the version, a task step carries its
 * task id alone (a kamelet's URI cannot hold more), branches run on the engine's threads, errors pass through, and the bean
 * {@code taskGroups} answers for lists, conditions and rounds, so that no expression reaches Camel.
 */
public final class RouteWriter {
    private static final String BEAN = "taskGroups";

    private final String executor;

    /** @param executor name of the bean whose threads the branches of a multicast or split use */
    public RouteWriter(String executor) {
        this.executor = executor;
    }

    /** The id of a workflow's route in one version; its consumer is {@code direct:<id>}. */
    public static String routeId(String workflow, int version) {
        return workflow + "@" + version;
    }

    public String write(Template template, int version) {
        String id = routeId(template.plan().workflow(), version);
        Map<String, Object> route = new LinkedHashMap<>();
        route.put("id", id);
        if (!template.plan().description().isEmpty()) {
            route.put("description", template.plan().description());
        }
        route.put("errorHandler", Map.of("noErrorHandler", Map.of()));
        route.put("from", ordered("uri", "direct:" + id, "steps", steps(template.steps())));
        return YamlText.of(List.of(Map.of("route", route)));
    }

    private List<Object> steps(List<Step> steps) {
        return steps.stream().flatMap(step -> step(step).stream()).toList();
    }

    private List<Object> step(Step step) {
        return switch (step) {
            case Step.Task task ->
                List.of(Map.of("to", ordered("uri", task.kamelet(), "parameters", Map.of("task", task.id()))));
            case Step.Log log -> List.of(Map.of("log", ordered("message", log.message(), "loggingLevel", log.level())));
            case Step.Pipeline pipeline -> List.of(Map.of("pipeline", Map.of("steps", steps(pipeline.steps()))));
            case Step.Multicast multicast -> List.of(Map.of("multicast", parallel(branches(multicast.steps()))));
            case Step.Split split -> split(split);
            case Step.Loop loop -> loop(loop);
            case Step.Choice choice -> List.of(Map.of("choice", choice(choice)));
        };
    }

    /** What a branch takes more than one step for becomes one. */
    private List<Object> branches(List<Step> steps) {
        List<Object> branches = new ArrayList<>();
        for (Step step : steps) {
            List<Object> written = step(step);
            branches.add(written.size() == 1 ? written.getFirst() : Map.of("pipeline", Map.of("steps", written)));
        }
        return branches;
    }

    private Map<String, Object> parallel(List<Object> steps) {
        return ordered("parallelProcessing", true, "executorService", executor, "steps", steps);
    }

    private List<Object> split(Step.Split split) {
        Map<String, Object> written = ordered("expression", method("items(*, '" + split.id() + "')"));
        written.putAll(parallel(entered(split.id(), split.steps())));
        return List.of(Map.of("split", written), bean("leave(*, '" + split.id() + "')"));
    }

    private List<Object> loop(Step.Loop loop) {
        Map<String, Object> written = ordered(
                "doWhile", true,
                "expression", method("again(*, '" + loop.id() + "')"),
                "steps", entered(loop.id(), loop.steps()));
        return List.of(Map.of("loop", written), bean("leave(*, '" + loop.id() + "')"));
    }

    private List<Object> entered(String group, List<Step> steps) {
        List<Object> written = new ArrayList<>(List.of(bean("enter(*, '" + group + "')")));
        written.addAll(steps(steps));
        return written;
    }

    private Map<String, Object> choice(Step.Choice choice) {
        List<String> all = choice.tasks();
        List<Object> whens = new ArrayList<>();
        for (int number = 0; number < choice.branches().size(); number++) {
            whens.add(ordered(
                    "expression", method("holds(*, '" + choice.id() + "', " + number + ")"),
                    "steps", branch(choice.branches().get(number), all)));
        }
        return ordered("when", whens, "otherwise", Map.of("steps", branch(choice.otherwise(), all)));
    }

    /** A branch skips the tasks of the others. */
    private List<Object> branch(List<Step> steps, List<String> all) {
        List<String> own = Step.tasks(steps);
        String skipped = String.join(
                ",", all.stream().filter(task -> !own.contains(task)).toList());
        List<Object> written =
                new ArrayList<>(skipped.isEmpty() ? List.of() : List.of(bean("skip(*, '" + skipped + "')")));
        written.addAll(steps(steps));
        return written;
    }

    private static Map<String, Object> bean(String method) {
        return Map.of("bean", ordered("ref", BEAN, "method", method));
    }

    private static Map<String, Object> method(String method) {
        return Map.of("method", ordered("ref", BEAN, "method", method));
    }

    private static Map<String, Object> ordered(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int index = 0; index < keysAndValues.length; index += 2) {
            map.put(String.valueOf(keysAndValues[index]), keysAndValues[index + 1]);
        }
        return map;
    }
}
