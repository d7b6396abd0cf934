package org.opendatagov.orchestrator.engine;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.workflow.Plan;
import org.opendatagov.orchestrator.workflow.PlanTask;

/** What a task may read of its ancestors' outcomes: looked up when it is asked for, so that a long chain costs no more than a short one. */
final class Ancestry implements ContextView {
    private final Plan plan;
    private final TaskFutures futures;
    private final Set<String> ancestors;
    private final Scope scope;
    private final Function<PlanTask, String> experts;

    Ancestry(RunExecution run, PlanTask task, Scope scope) {
        this(run, run.plan().ancestors(task.id()), scope);
    }

    private Ancestry(RunExecution run, Set<String> visible, Scope scope) {
        this.plan = run.plan();
        this.futures = run.futures();
        this.ancestors = visible;
        this.scope = scope;
        this.experts = run::expertOf;
    }

    /** The outcome of an ancestor; inside a split, of the same round where the ancestor stands in it too. */
    Optional<Settled> outcome(String task) {
        return ancestors.contains(task) ? futures.now(task, scopeOf(task)) : Optional.empty();
    }

    private Scope scopeOf(String task) {
        return scope.of(plan.task(task).flatMap(PlanTask::group).orElse(""));
    }

    @Override
    public Optional<ContextValue> get(String key) {
        int dot = key.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : values(key.substring(0, dot).replaceFirst("\\[.*", "")).stream()
                        .filter(value -> value.key().equals(key))
                        .findFirst();
    }

    private List<ContextValue> values(String task) {
        return outcome(task)
                .map(settled -> values(task, plan.task(task).map(experts).orElse(""), settled))
                .orElse(List.of());
    }

    /**
     * What a task wrote; of a fan-out, split or loop each item's under {@code <task>[<number>].<name>}.
     *
     * @param source the expert
     */
    static List<ContextValue> values(String task, String source, Settled settled) {
        List<ContextValue> values = new ArrayList<>();
        int number = 0;
        for (Settled item : settled.items()) {
            values.addAll(values(task + "[" + number++ + "]", source, item));
        }
        settled.report().ifPresent(report -> {
            report.context()
                    .forEach((name, value) -> values.add(new ContextValue(
                            task + "." + name, value, source, settled.outcome().finishedAt())));
        });
        return values;
    }

    @Override
    public List<ContextValue> byPrefix(String prefix) {
        return getAll().values().stream()
                .filter(value -> value.key().startsWith(prefix))
                .toList();
    }

    @Override
    public Map<String, ContextValue> getAll() {
        Map<String, ContextValue> all = new TreeMap<>();
        ancestors.forEach(task -> values(task).forEach(value -> all.put(value.key(), value)));
        return all;
    }

    /** What expressions see: inputs, outcomes of tasks, item and index. */
    static Map<String, Object> variables(RunExecution run, PlanTask task, Scope scope) {
        return variables(run, new Ancestry(run, task, scope), scope);
    }

    /** What the expressions of splits, loops and choices see: their reader saw to it that they name what is before them alone. */
    static Map<String, Object> everything(RunExecution run, Scope scope) {
        Set<String> all = run.plan().tasks().stream().map(PlanTask::id).collect(Collectors.toSet());
        return variables(run, new Ancestry(run, all, scope), scope);
    }

    private static Map<String, Object> variables(RunExecution run, Ancestry ancestry, Scope scope) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("inputs", run.inputs());
        variables.put("tasks", new Described(ancestry));
        scope.addTo(variables);
        return variables;
    }

    /** The ancestors' outcomes by task id, each read when it is asked for. */
    private static final class Described extends AbstractMap<String, Object> {
        private final Ancestry ancestry;

        Described(Ancestry ancestry) {
            this.ancestry = ancestry;
        }

        @Override
        public boolean containsKey(Object task) {
            return ancestry.outcome(String.valueOf(task)).isPresent();
        }

        @Override
        public @Nullable Object get(Object task) {
            return ancestry.outcome(String.valueOf(task))
                    .map(Settled::described)
                    .orElse(null);
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            Map<String, Object> all = new HashMap<>();
            ancestry.ancestors.forEach(
                    task -> ancestry.outcome(task).ifPresent(settled -> all.put(task, settled.described())));
            return all.entrySet();
        }
    }
}
