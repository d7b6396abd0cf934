package org.opendatagov.orchestrator.workflow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads choices and filters: the tasks within get their conditions, with those of the branches before negated. */
final class ChoiceReader {
    private final StepReader steps;
    private final YamlTree yaml;
    private final Problems problems;

    ChoiceReader(StepReader steps, YamlTree yaml, Problems problems) {
        this.steps = steps;
        this.yaml = yaml;
        this.problems = problems;
    }

    StepReader.Read choice(Node choice, Scope scope) {
        String id = steps.ids.next("choice", yaml.entries(choice).get("id"));
        List<Node> whens = yaml.items(yaml.entries(choice).get("when"));
        if (whens.isEmpty()) {
            reject(choice, "'choice' has no branch: give it a list under 'when'.");
        }
        List<List<Step>> branches = new ArrayList<>();
        List<String> negated = new ArrayList<>();
        Set<String> ends = new LinkedHashSet<>();
        for (Node when : whens) {
            steps.checkKeys("when", when);
            String condition = condition(id, when, "when", scope);
            Scope inside = scope.when(negated).when(List.of(condition));
            branches.add(branch(steps.inner(when, inside, "when"), ends));
            negated.add("!(" + condition + ")");
        }
        @Nullable Node otherwise = yaml.entries(choice).get("otherwise");
        List<Step> rest = List.of();
        if (otherwise != null) {
            steps.checkKeys("otherwise", otherwise);
            rest = branch(steps.inner(otherwise, scope.when(negated), "otherwise"), ends);
        }
        return new StepReader.Read(
                List.of(new Step.Choice(id, branches, rest)), ends.isEmpty() ? scope.before() : ends);
    }

    private static List<Step> branch(StepReader.Read read, Set<String> ends) {
        if (!Step.tasks(read.steps()).isEmpty()) {
            ends.addAll(read.ends());
        }
        return read.steps();
    }

    StepReader.Read filter(Node filter, Scope scope) {
        String id = steps.ids.next("filter", yaml.entries(filter).get("id"));
        String condition = condition(id, filter, "filter", scope);
        StepReader.Read read = steps.inner(filter, scope.when(List.of(condition)), "filter");
        return new StepReader.Read(List.of(new Step.Choice(id, List.of(read.steps()), List.of())), read.ends());
    }

    private String condition(String id, Node element, String name, Scope scope) {
        Optional<Expression> condition = steps.expressions.read(element, name, Set.of(Expression.Type.CONDITION));
        condition.ifPresent(
                found -> steps.refer(found, scope, Set.of(), scope.group().isPresent(), element));
        String text = condition.map(Expression::text).orElse("true");
        steps.conditions.computeIfAbsent(id, none -> new ArrayList<>()).add(text);
        return text;
    }

    private void reject(Node where, String what) {
        problems.add(yaml.problem(where, what));
    }
}
