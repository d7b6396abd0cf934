package org.opendatagov.orchestrator.workflow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a workflow's Camel YAML route as a DAG. What is not in the vocabulary is rejected by name, with what to use instead; all
 * problems at once, each with file and line.
 */
public final class TemplateReader {
    private static final String TIMEOUT = "timeout";

    private final YamlTree yaml;
    private final Optional<Known> known;
    private final Optional<String> expected;
    private final Problems problems = new Problems();

    private TemplateReader(YamlTree yaml, Optional<Known> known, Optional<String> expected) {
        this.yaml = yaml;
        this.known = known;
        this.expected = expected;
    }

    /**
     * Reads without asking whether experts, actions, routes and workflows exist.
     *
     * @param text the YAML file's text
     * @param name the file's name, for messages
     * @throws OrchestratorException {@code invalid_input} with every problem
     */
    public static Template read(String text, String name) {
        return new TemplateReader(YamlTree.parse(text, name), Optional.empty(), Optional.empty()).read(text);
    }

    /**
     * @param known what tasks may name
     * @throws OrchestratorException {@code invalid_input} with every problem
     */
    public static Template read(String text, String name, Known known) {
        return new TemplateReader(YamlTree.parse(text, name), Optional.of(known), Optional.empty()).read(text);
    }

    /** @param workflow the id that the workflow must have */
    public static Template read(String text, String name, Known known, String workflow) {
        return new TemplateReader(YamlTree.parse(text, name), Optional.of(known), Optional.of(workflow)).read(text);
    }

    private Template read(String text) {
        Template template = route().map(route -> read(route, text))
                .orElseGet(() -> new Template(new Plan("", "", List.of()), text, List.of()));
        problems.throwIfAny();
        return template;
    }

    private Optional<Node> route() {
        Optional<Node> found = Optional.empty();
        for (Node root : yaml.items(yaml.root())) {
            for (Map.Entry<String, Node> entry : yaml.entries(root).entrySet()) {
                if (!entry.getKey().equals("route") || found.isPresent()) {
                    reject(
                            root,
                            "'" + Shown.text(entry.getKey())
                                    + "' is not allowed here: a workflow's file holds one 'route'.");
                } else {
                    found = Optional.of(entry.getValue());
                }
            }
        }
        if (found.isEmpty()) {
            reject(yaml.root(), "a workflow is a list of one 'route' with an 'id'; none was found.");
        }
        return found;
    }

    private Template read(Node route, String text) {
        Map<String, Node> entries = yaml.entries(route);
        checkKeys("route", route);
        String workflow = yaml.text(entries.get("id"));
        String description = yaml.text(entries.get("description"));
        if (!TaskParser.ID.matcher(workflow).matches()) {
            problems.add(yaml.coded(
                    ProblemCode.BAD_ID,
                    yaml.line(route),
                    "the route's id '" + Shown.text(workflow) + "' must match " + TaskParser.ID + "."));
        }
        expected.filter(id -> !id.equals(workflow))
                .ifPresent(id -> reject(
                        route, "the route's id is '" + Shown.text(workflow) + "', but '" + id + "' was asked for."));
        if (description.contains("{{")) {
            reject(route, "placeholders are not allowed in a description.");
        }
        StepReader reader = new StepReader(yaml, problems);
        StepReader.Read read = reader.steps(
                from(workflow, entries.get("from"), route), new Scope(Set.of(), Optional.empty(), List.of()));
        check(reader, route);
        Optional<Duration> timeout = timeout(yaml.entries(entries.get("from")));
        return problems.isEmpty()
                ? new Template(plan(workflow, description, timeout, reader), text, read.steps())
                : new Template(new Plan("", "", List.of()), text, List.of());
    }

    private static Plan plan(String workflow, String description, Optional<Duration> timeout, StepReader reader) {
        List<PlanTask> tasks = reader.drafts.stream().map(Draft::task).toList();
        return new Plan(workflow, description, tasks, timeout, reader.groups, reader.conditions);
    }

    /** Of the run; a parameter of {@code from}, for a route has no place of its own for it. */
    private Optional<Duration> timeout(Map<String, Node> from) {
        @Nullable Node given = yaml.entries(from.get("parameters")).get(TIMEOUT);
        if (given == null) {
            return Optional.empty();
        }
        Optional<Duration> timeout = Durations.parse(yaml.text(given))
                .filter(duration -> duration.isPositive() && duration.compareTo(Members.LONGEST) <= 0);
        if (timeout.isEmpty()) {
            problems.add(yaml.coded(
                    ProblemCode.BAD_DURATION,
                    yaml.line(given),
                    "the run's 'timeout' must be a duration (" + Durations.FORMS
                            + "), longer than zero and at most a year."));
        }
        return timeout;
    }

    /** The steps. A workflow starts from {@code direct:<id>}, which editors also write with a parameter. */
    private @Nullable Node from(String workflow, @Nullable Node from, Node route) {
        Map<String, Node> entries = yaml.entries(from);
        Vocabulary.unknownKeys("from", entries.keySet())
                .forEach(key -> reject(route, Vocabulary.keyAdvice("from", key)));
        Map<String, Node> parameters = new TreeMap<>(yaml.entries(entries.get("parameters")));
        parameters.remove(TIMEOUT);
        String uri = yaml.text(entries.get("uri"));
        String whole = parameters.isEmpty() ? uri : uri + ":" + yaml.text(parameters.get("name"));
        if (!whole.equals("direct:" + workflow) || parameters.size() > 1) {
            reject(
                    route,
                    "a workflow starts from 'direct:" + Shown.text(workflow) + "'; triggers are routes of their own.");
        }
        return entries.get("steps");
    }

    private void check(StepReader reader, Node route) {
        if (reader.drafts.isEmpty() && problems.isEmpty()) {
            reject(route, "the workflow has no task: add a step to " + TaskKamelet.EXPERT.uri() + ".");
        }
        GraphChecks checks = new GraphChecks(reader.drafts, problems);
        checks.check();
        reader.references.forEach(reference -> checks.check(reference, yaml));
        new GroupChecks(reader.drafts, reader.groups, yaml, problems).check();
        known.ifPresent(names -> {
            KnownChecks knownChecks = new KnownChecks(names, problems);
            reader.drafts.forEach(knownChecks::check);
        });
    }

    private void checkKeys(String element, Node node) {
        Vocabulary.unknownKeys(element, yaml.entries(node).keySet())
                .forEach(key -> reject(node, Vocabulary.keyAdvice(element, key)));
    }

    private void reject(Node where, String what) {
        problems.add(yaml.problem(where, what));
    }
}
