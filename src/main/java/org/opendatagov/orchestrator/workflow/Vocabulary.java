package org.opendatagov.orchestrator.workflow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a workflow route may say, and what to use instead of what it may not. */
final class Vocabulary {
    static final String STEPS = "to, pipeline, multicast, split, choice, filter, loop and log";
    static final String CEL = "expression: { language: { language: cel, expression: \"…\" } }";

    private static final Map<String, Set<String>> KEYS = Map.ofEntries(
            Map.entry("route", Set.of("id", "description", "from")),
            Map.entry("from", Set.of("id", "description", "uri", "parameters", "steps")),
            Map.entry("to", Set.of("id", "description", "uri", "parameters")),
            Map.entry("log", Set.of("id", "description", "message", "loggingLevel")),
            Map.entry("pipeline", Set.of("id", "description", "steps")),
            Map.entry("multicast", Set.of("id", "description", "parallelProcessing", "steps")),
            Map.entry("split", Set.of("id", "description", "parallelProcessing", "expression", "steps")),
            Map.entry("loop", Set.of("id", "description", "expression", "doWhile", "steps")),
            Map.entry("choice", Set.of("id", "description", "when", "otherwise")),
            Map.entry("when", Set.of("id", "description", "expression", "steps")),
            Map.entry("otherwise", Set.of("id", "description", "steps")),
            Map.entry("filter", Set.of("id", "description", "expression", "steps")));

    private static final String TASK_ROUTE =
            "put it into a route of group 'tasks' and call that by kamelet:route-task-action";
    private static final String FAILURE = "use the task's 'onFailure', 'maxAttempts' and 'backoff'";
    private static final String INPUTS = "tasks take 'inputs'; the body is the run's view";
    private static final Map<String, String> STEP_ADVICE = Map.ofEntries(
            Map.entry("doTry", FAILURE),
            Map.entry("onException", FAILURE),
            Map.entry("errorHandler", "the engine handles errors; use the task's 'onFailure'"),
            Map.entry("circuitBreaker", "the engine guards every expert call with a breaker"),
            Map.entry("setBody", INPUTS),
            Map.entry("setHeader", INPUTS),
            Map.entry("setHeaders", INPUTS),
            Map.entry("setProperty", INPUTS),
            Map.entry("setVariable", INPUTS),
            Map.entry("transform", INPUTS),
            Map.entry("removeHeaders", INPUTS),
            Map.entry("aggregate", "the join of a multicast or split is the aggregation"),
            Map.entry("resequence", "results of a split keep the order of its list"),
            Map.entry("delay", "use a task's 'backoff' or a schedule"),
            Map.entry("throttle", "use 'concurrency' beside 'forEach'"),
            Map.entry("stop", "let the task fail with 'onFailure: fail'"),
            Map.entry("throwException", "let the task fail with 'onFailure: fail'"),
            Map.entry("recipientList", "use 'multicast' or 'split'"),
            Map.entry("routingSlip", "use 'pipeline'"),
            Map.entry("dynamicRouter", "use 'choice'"),
            Map.entry("loadBalance", "the engine picks the least loaded expert"));
    private static final Map<String, String> KEY_ADVICE = Map.ofEntries(
            Map.entry("timeout", "set 'timeout' on the tasks"),
            Map.entry("stopOnException", "use the tasks' 'onFailure'"),
            Map.entry("executorService", "branches run on virtual threads of the engine"),
            Map.entry("aggregationStrategy", "after the join the body is the run's view"),
            Map.entry("parallelAggregate", "after the join the body is the run's view"),
            Map.entry("shareUnitOfWork", "errors are the engine's; use the tasks' 'onFailure'"),
            Map.entry("streaming", "a split's list is recorded first"),
            Map.entry("copy", "a round sees the results of the last one by 'tasks'"),
            Map.entry("precondition", "a choice is decided when the run comes to it"),
            Map.entry("errorHandler", "the engine handles errors; use the tasks' 'onFailure'"),
            Map.entry("onException", "use the tasks' 'onFailure', 'maxAttempts' and 'backoff'"),
            Map.entry("routeConfigurationId", "the engine handles errors; use the tasks' 'onFailure'"),
            Map.entry("disabled", "leave the step out, or give its tasks 'when: false'"),
            Map.entry("simple", "write the expression in CEL: " + CEL),
            Map.entry("constant", "write the expression in CEL: " + CEL),
            Map.entry("jsonpath", "write the expression in CEL: " + CEL),
            Map.entry("method", "write the expression in CEL: " + CEL));

    private Vocabulary() {}

    static boolean isStep(String name) {
        return KEYS.containsKey(name);
    }

    static List<String> unknownKeys(String element, Collection<String> keys) {
        Set<String> known = KEYS.getOrDefault(element, Set.of());
        return keys.stream().filter(key -> !known.contains(key)).toList();
    }

    static String keyAdvice(String element, String key) {
        String known = String.join(
                ", ", KEYS.getOrDefault(element, Set.of()).stream().sorted().toList());
        return "'" + Shown.text(key) + "' is not allowed on '" + element + "': "
                + KEY_ADVICE.getOrDefault(key, "use " + known) + ".";
    }

    static String stepAdvice(String step) {
        return "the step '" + Shown.text(step) + "' is not allowed in a workflow (steps are " + STEPS + "); "
                + STEP_ADVICE.getOrDefault(step, TASK_ROUTE) + ".";
    }
}
