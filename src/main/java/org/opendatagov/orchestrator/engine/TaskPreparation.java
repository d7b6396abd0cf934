package org.opendatagov.orchestrator.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.workflow.Expression;
import org.opendatagov.orchestrator.workflow.OnFailure;
import org.opendatagov.orchestrator.workflow.PlanTask;
import org.opendatagov.orchestrator.workflow.References;
import org.springframework.stereotype.Component;

/** What a task is given: waits for what it depends on, asks its condition, resolves its inputs, and identifies all that by a hash. */
@Component
class TaskPreparation {
    private final ExpertRegistry experts;
    private final DatasetPins datasets;

    TaskPreparation(ExpertRegistry experts, Optional<DatasetPins> datasets) {
        this.experts = experts;
        this.datasets = datasets.orElseGet(DatasetPins::none);
    }

    /** Waits for all that the task depends on. @throws Refused where one does not end now */
    List<Settled> dependencies(RunExecution run, PlanTask task, Scope scope) {
        List<Settled> all = new ArrayList<>();
        task.dependsOn()
                .forEach(dependency -> all.add(run.futures().await(dependency, scopeOf(run, dependency, scope))));
        return all;
    }

    private static Scope scopeOf(RunExecution run, String task, Scope scope) {
        return scope.of(run.plan().task(task).flatMap(PlanTask::group).orElse(""));
    }

    /** Why the task is skipped, where something that it depends on did not succeed. */
    Optional<String> missed(RunExecution run, PlanTask task, List<Settled> dependencies) {
        int number = 0;
        for (String dependency : task.dependsOn()) {
            TaskOutcome outcome = dependencies.get(number++).outcome();
            boolean goesOn = run.plan().task(dependency).orElseThrow().onFailure() == OnFailure.CONTINUE;
            boolean missed = (outcome.status() == TaskState.SKIPPED && !outcome.byCondition())
                    || (outcome.status() == TaskState.FAILED && !goesOn);
            if (missed) {
                return Optional.of("Task '%s' was skipped, for it depends on '%s', which %s."
                        .formatted(
                                task.id(),
                                dependency,
                                outcome.status() == TaskState.FAILED ? "failed" : "was skipped"));
            }
        }
        return Optional.empty();
    }

    /** Whether the task's condition holds; true where it has none. */
    boolean holds(RunExecution run, PlanTask task, Scope scope) {
        return task.when()
                .map(condition -> Boolean.TRUE.equals(evaluate(run, task, scope, condition)))
                .orElse(true);
    }

    @Nullable
    Object evaluate(RunExecution run, PlanTask task, Scope scope, String text) {
        return Expression.compile(text).evaluate(Ancestry.variables(run, task, scope));
    }

    /** The run's inputs that the action knows, and over them what the definition gives. */
    Map<String, Object> inputs(RunExecution run, PlanTask task, Scope scope) {
        Map<String, Object> resolved = new LinkedHashMap<>(known(run, task));
        task.inputs()
                .ifPresent(given -> resolved.putAll(References.resolve(given, Ancestry.variables(run, task, scope))));
        return resolved;
    }

    private Map<String, Object> known(RunExecution run, PlanTask task) {
        Object properties = experts.action(task.action())
                .map(ExpertAction::inputs)
                .orElse(Map.of())
                .getOrDefault("properties", Map.of());
        Map<String, Object> known = new LinkedHashMap<>();
        if (properties instanceof Map<?, ?> names) {
            run.inputs().forEach((name, value) -> {
                if (names.containsKey(name)) {
                    known.put(name, value);
                }
            });
        }
        return known;
    }

    /** Fingerprints of the datasets that the inputs name: those that the run knows already, else as they are now. */
    Map<String, String> pins(
            RunExecution run, Map<String, Object> inputs, List<Settled> dependencies, Optional<TaskOutcome> recorded) {
        Map<String, String> pins = new TreeMap<>();
        dependencies.forEach(before -> before.pins().forEach(pins::putIfAbsent));
        recorded.ifPresent(outcome -> outcome.pins().forEach(pins::putIfAbsent));
        pins.keySet().retainAll(inputs.values());
        if (recorded.isEmpty() && pins.isEmpty()) {
            pins.putAll(current(run, inputs));
        }
        return pins;
    }

    /** Looking at a dataset can take long: the run's end interrupts it. */
    private Map<String, String> current(RunExecution run, Map<String, Object> inputs) {
        Runnable interrupt = Thread.currentThread()::interrupt;
        run.halt().register(interrupt);
        try {
            return datasets.fingerprints(inputs);
        } finally {
            run.halt().unregister(interrupt);
            boolean late = Thread.interrupted();
            if (late) {
                TaskPipeline.refuseWhenStopping(run);
            }
        }
    }

    /** Identifies what the task is given: what it does, its inputs, what its ancestors answered, the data. */
    static String hash(PlanTask task, Object inputs, List<Settled> dependencies, Map<String, String> pins) {
        Map<String, Object> given = new TreeMap<>();
        given.put("expert", task.expert());
        given.put("action", task.action());
        given.put("inputs", inputs);
        given.put("after", dependencies.stream().map(Settled::chain).sorted().toList());
        given.put("data", pins);
        return JournalJson.hash(given);
    }
}
