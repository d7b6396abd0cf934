package org.opendatagov.orchestrator.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the steps of a template. In a pipeline a step depends on the ends of the step before; branches of a multicast and of a
 * choice are side by side.
 */
final class StepReader {
    final List<Draft> drafts = new ArrayList<>();
    final List<Group> groups = new ArrayList<>();
    final Map<String, List<String>> conditions = new LinkedHashMap<>();
    final List<Reference> references = new ArrayList<>();

    private final YamlTree yaml;
    private final Problems problems;
    final StepIds ids;
    final ExpressionReader expressions;

    /** @param ends tasks that must have ended before what comes after the step starts */
    record Read(List<Step> steps, Set<String> ends) {}

    StepReader(YamlTree yaml, Problems problems) {
        this.yaml = yaml;
        this.problems = problems;
        this.ids = new StepIds(yaml, problems);
        this.expressions = new ExpressionReader(yaml, problems);
    }

    Read steps(@Nullable Node list, Scope scope) {
        List<Step> steps = new ArrayList<>();
        Scope now = scope;
        for (Node item : yaml.items(list)) {
            Read read = step(item, now);
            steps.addAll(read.steps());
            now = now.after(read.ends());
        }
        return new Read(steps, now.before());
    }

    private Read step(Node item, Scope scope) {
        Map<String, Node> entries = yaml.entries(item);
        if (entries.size() != 1) {
            reject(item, "a step is one of " + Vocabulary.STEPS + "; write each as an item of its own.");
            return new Read(List.of(), scope.before());
        }
        Map.Entry<String, Node> entry = entries.entrySet().iterator().next();
        return step(entry.getKey(), entry.getValue(), scope);
    }

    private Read step(String name, Node value, Scope scope) {
        if (Vocabulary.isStep(name)) {
            checkKeys(name, value);
        }
        return switch (name) {
            case "to" -> task(value, scope);
            case "log" -> new Read(new LogReader(yaml, problems).read(value), scope.before());
            case "pipeline" -> pipeline(value, scope);
            case "multicast" -> multicast(value, scope);
            case "split" -> split(value, scope);
            case "loop" -> loop(value, scope);
            case "choice" -> new ChoiceReader(this, yaml, problems).choice(value, scope);
            case "filter" -> new ChoiceReader(this, yaml, problems).filter(value, scope);
            default -> {
                reject(value, Vocabulary.stepAdvice(name));
                yield new Read(List.of(), scope.before());
            }
        };
    }

    private Read task(Node to, Scope scope) {
        TaskReader reader = new TaskReader(yaml, to, problems);
        Draft draft = reader.read(scope);
        drafts.add(draft);
        String id = draft.task().id();
        return new Read(List.of(new Step.Task(id, reader.uri())), Set.of(id));
    }

    private Read pipeline(Node pipeline, Scope scope) {
        Read read = inner(pipeline, scope, "pipeline");
        return new Read(List.of(new Step.Pipeline(read.steps())), read.ends());
    }

    Read inner(Node element, Scope scope, String name) {
        Node steps = yaml.entries(element).get("steps");
        if (yaml.items(steps).isEmpty()) {
            reject(element, "'" + name + "' has no steps: give it at least one under 'steps'.");
        }
        return steps(steps, scope);
    }

    private Read multicast(Node multicast, Scope scope) {
        refuseInOrder(multicast);
        List<Step> branches = new ArrayList<>();
        Set<String> ends = new LinkedHashSet<>();
        Node steps = yaml.entries(multicast).get("steps");
        if (yaml.items(steps).isEmpty()) {
            reject(multicast, "'multicast' has no steps: each of its 'steps' is a branch.");
        }
        for (Node branch : yaml.items(steps)) {
            Read read = step(branch, scope);
            branches.addAll(read.steps());
            read.steps().stream().filter(step -> !step.tasks().isEmpty()).forEach(step -> ends.addAll(read.ends()));
        }
        return new Read(List.of(new Step.Multicast(branches)), ends.isEmpty() ? scope.before() : ends);
    }

    private void refuseInOrder(Node element) {
        if (yaml.text(yaml.entries(element).get("parallelProcessing")).equalsIgnoreCase("false")) {
            reject(
                    element,
                    "'parallelProcessing: false' is not allowed: branches run side by side; use 'pipeline' for an order.");
        }
    }

    private Read split(Node split, Scope scope) {
        refuseInOrder(split);
        String id = ids.next("split", yaml.entries(split).get("id"));
        Optional<Expression> list = expressions.read(split, "split", Set.of(Expression.Type.LIST));
        list.ifPresent(
                expression -> refer(expression, scope, Set.of(), scope.group().isPresent(), split));
        return group(id, Group.Kind.SPLIT, list, false, split, scope);
    }

    private Read loop(Node loop, Scope scope) {
        String id = ids.next("loop", yaml.entries(loop).get("id"));
        boolean repeats = yaml.text(yaml.entries(loop).get("doWhile")).equalsIgnoreCase("true");
        Set<Expression.Type> types = Set.of(repeats ? Expression.Type.CONDITION : Expression.Type.NUMBER);
        Optional<Expression> expression = expressions.read(loop, "loop", types);
        Read read = group(id, Group.Kind.LOOP, expression, repeats, loop, scope);
        Set<String> own = repeats ? Set.copyOf(Step.tasks(read.steps())) : Set.of();
        expression.ifPresent(
                found -> refer(found, scope, own, repeats || scope.group().isPresent(), loop));
        return read;
    }

    private Read group(
            String id, Group.Kind kind, Optional<Expression> expression, boolean repeats, Node element, Scope scope) {
        int place = groups.size();
        Read read = inner(element, scope.inGroup(id), kind.name().toLowerCase(Locale.ROOT));
        Set<String> tasks = new LinkedHashSet<>(Step.tasks(read.steps()));
        String text = expression.map(Expression::text).orElse("");
        groups.add(place, new Group(id, kind, text, repeats, tasks, scope.group(), yaml.line(element)));
        Step step = kind == Group.Kind.SPLIT ? new Step.Split(id, read.steps()) : new Step.Loop(id, read.steps());
        return new Read(List.of(step), read.ends());
    }

    void refer(Expression expression, Scope scope, Set<String> own, boolean itemAllowed, Node where) {
        references.add(new Reference(expression, scope.before(), own, itemAllowed, where));
    }

    void checkKeys(String element, Node node) {
        Vocabulary.unknownKeys(element, yaml.entries(node).keySet())
                .forEach(key -> reject(node, Vocabulary.keyAdvice(element, key)));
    }

    private void reject(Node where, String what) {
        problems.add(yaml.problem(where, what));
    }
}
