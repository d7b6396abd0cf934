package org.opendatagov.orchestrator.workflow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a workflow route may say, and what to use instead of what it may not. */
final class Vocabulary {
    private static final Set<String> ROUTE_KEYS = Set.of("id", "description", "from");
    private static final Set<String> MULTICAST_KEYS = Set.of("parallelProcessing", "steps", "id", "description");
    private static final String TASK_ROUTE = "reach other endpoints through a route of your own that starts the run";
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("doTry", "use the task's 'onFailure', 'maxAttempts' and 'backoff'"),
            Map.entry("onException", "use the task's 'onFailure', 'maxAttempts' and 'backoff'"),
            Map.entry("errorHandler", "the engine handles errors; use the task's 'onFailure'"),
            Map.entry("circuitBreaker", "the engine guards every expert call with a breaker"),
            Map.entry("toD", TASK_ROUTE),
            Map.entry("bean", TASK_ROUTE),
            Map.entry("process", TASK_ROUTE),
            Map.entry("wireTap", TASK_ROUTE),
            Map.entry("enrich", TASK_ROUTE),
            Map.entry("setBody", "the body is the run's view; tasks take 'inputs'"),
            Map.entry("setHeader", "tasks take 'inputs'"),
            Map.entry("setProperty", "tasks take 'inputs'"),
            Map.entry("aggregate", "the join of a multicast is the aggregation"),
            Map.entry("delay", "use a task's 'backoff' or a schedule"),
            Map.entry("stop", "let the task fail with 'onFailure: fail'"));

    private Vocabulary() {}

    static List<String> unknownRouteKeys(Collection<String> keys) {
        return keys.stream().filter(key -> !ROUTE_KEYS.contains(key)).toList();
    }

    static String routeAdvice(String key) {
        return "'" + key + "' is not allowed on a workflow route ("
                + INSTEAD.getOrDefault(key, "id, description and from are") + ").";
    }

    static String stepAdvice(String step) {
        return "the step '" + step + "' is not allowed in a workflow (steps are to, pipeline, multicast and log); "
                + INSTEAD.getOrDefault(step, TASK_ROUTE) + ".";
    }

    static List<String> unknownMulticastKeys(Collection<String> keys) {
        return keys.stream().filter(key -> !MULTICAST_KEYS.contains(key)).toList();
    }

    static String multicastAdvice(String key) {
        String instead = switch (key) {
            case "timeout" -> "set 'timeout' on the tasks";
            case "stopOnException" -> "use the tasks' 'onFailure'";
            case "executorService", "threads" -> "branches run on virtual threads of the engine";
            case "aggregationStrategy" -> "after the join the body is the run's view";
            default -> "parallelProcessing and steps are";
        };
        return "'" + key + "' is not allowed on multicast: " + instead + ".";
    }
}
