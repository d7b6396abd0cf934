package org.opendatagov.orchestrator.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan as a Camel YAML template: pipelines and multicasts within one another where the DAG is series-parallel, else one multicast
 * with a branch for each task, each with its {@code dependsOn}. {@link TemplateReader} reads it back to a plan with the same workflow,
 * the same tasks (but for line, dependencies and place in the list) and the same {@link Plan#reducedEdges()}: dependencies that others
 * imply are not written.
 */
public final class RouteExport {
    private RouteExport() {}

    /**
     * The text of the template's file.
     *
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException {@code invalid_input} where the plan has splits or loops
     */
    public static String yaml(Plan plan) {
        Exports.refuseGroups(plan, "route");
        Map<String, Object> from = new LinkedHashMap<>();
        from.put("uri", "direct:" + plan.workflow());
        plan.timeout().ifPresent(time -> from.put("parameters", Map.of("timeout", Durations.text(time))));
        from.put("steps", steps(plan));
        Map<String, Object> route = new LinkedHashMap<>();
        route.put("id", plan.workflow());
        if (!plan.description().isEmpty()) {
            route.put("description", plan.description());
        }
        route.put("from", from);
        return YamlText.of(List.of(Map.of("route", route)));
    }

    private static List<Object> steps(Plan plan) {
        Optional<SeriesParallel> nested = SeriesParallel.of(plan.graph());
        return nested.isPresent() ? series(nested.get(), plan) : List.of(flat(plan));
    }

    private static List<Object> series(SeriesParallel part, Plan plan) {
        return switch (part) {
            case SeriesParallel.Series series ->
                series.parts().stream().map(inner -> step(inner, plan)).toList();
            case SeriesParallel.Parallel parallel -> List.of(step(parallel, plan));
            case SeriesParallel.Single single -> List.of(step(single, plan));
        };
    }

    private static Object step(SeriesParallel part, Plan plan) {
        return switch (part) {
            case SeriesParallel.Single single -> task(plan.tasks().get(single.number()), List.of());
            case SeriesParallel.Series series -> Map.of("pipeline", Map.of("steps", series(series, plan)));
            case SeriesParallel.Parallel parallel ->
                multicast(parallel.parts().stream()
                        .map(inner -> step(inner, plan))
                        .toList());
        };
    }

    private static Object multicast(List<Object> branches) {
        Map<String, Object> multicast = new LinkedHashMap<>();
        multicast.put("parallelProcessing", true);
        multicast.put("steps", branches);
        return Map.of("multicast", multicast);
    }

    private static Object flat(Plan plan) {
        List<Object> branches = new ArrayList<>();
        for (int number = 0; number < plan.tasks().size(); number++) {
            List<String> dependencies = new ArrayList<>();
            for (int dependency : plan.graph().reduced(number)) {
                dependencies.add(plan.tasks().get(dependency).id());
            }
            branches.add(task(plan.tasks().get(number), dependencies));
        }
        return multicast(branches);
    }

    private static Object task(PlanTask task, List<String> dependsOn) {
        Map<String, Object> to = new LinkedHashMap<>();
        to.put("uri", TaskKamelet.of(task.work()).uri());
        to.put("parameters", parameters(task, dependsOn));
        return Map.of("to", to);
    }

    private static Map<String, Object> parameters(PlanTask task, List<String> dependsOn) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("task", task.id());
        work(task.work(), parameters);
        task.inputs().ifPresent(inputs -> parameters.put("inputs", inputs));
        if (!dependsOn.isEmpty()) {
            parameters.put("dependsOn", String.join(",", dependsOn));
        }
        task.when().ifPresent(when -> parameters.put("when", when));
        task.forEach().ifPresent(forEach -> parameters.put("forEach", forEach));
        if (task.concurrency() != PlanTask.DEFAULT_CONCURRENCY) {
            parameters.put("concurrency", task.concurrency());
        }
        if (!task.timeout().equals(PlanTask.DEFAULT_TIMEOUT)) {
            parameters.put("timeout", Durations.text(task.timeout()));
        }
        if (task.retry().maxAttempts() != RetryPolicy.DEFAULT.maxAttempts()) {
            parameters.put("maxAttempts", task.retry().maxAttempts());
        }
        if (!task.retry().backoff().equals(RetryPolicy.DEFAULT.backoff())) {
            parameters.put("backoff", Durations.text(task.retry().backoff()));
        }
        if (task.onFailure() != OnFailure.FAIL) {
            parameters.put("onFailure", task.onFailure().text());
        }
        return parameters;
    }

    private static void work(Work work, Map<String, Object> parameters) {
        switch (work) {
            case Work.ExpertAction named -> {
                if (!named.expert().isEmpty()) {
                    parameters.put("expert", named.expert());
                }
                parameters.put("action", named.action());
            }
            case Work.TaskRoute route -> parameters.put("uses", route.route());
            case Work.SubWorkflow sub -> parameters.put("uses", sub.workflow());
            case Work.Approval approval -> {}
        }
    }
}
