package org.opendatagov.orchestrator.workflow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * Reads a workflow that is given as data: <code>{"workflow_id", "description"?, "timeout"?, "tasks": [{"id", "expert"?, "action"?,
 * "uses"?, "inputs"?, "depends_on"?, "when"?, "for_each"?, "concurrency"?, "timeout"?, "retry"?, "on_failure"?}]}</code>. All problems are
 * reported at once, each with its JSON Pointer. Thread-safe.
 */
public final class DefinitionReader {
    public static final int DEFAULT_MAX_TASKS = 1_000;

    private static final Set<String> MEMBERS = Set.of("workflow_id", "description", "timeout", "tasks");
    private static final Set<String> TASK_MEMBERS = Set.of(
            "id",
            "expert",
            "action",
            "uses",
            "inputs",
            "depends_on",
            "when",
            "for_each",
            "concurrency",
            "timeout",
            "retry",
            "on_failure");

    private final Known known;
    private final int maxTasks;

    /** @param maxTasks the most tasks that a definition may have */
    public DefinitionReader(Known known, int maxTasks) {
        this.known = known;
        this.maxTasks = maxTasks;
    }

    /**
     * @param definition JSON values
     * @param pointer where the definition stands in its document, such as {@code /definition}; empty where it is the document
     * @throws OrchestratorException {@code invalid_input} with every problem
     */
    public Plan read(Map<String, ?> definition, String pointer) {
        Problems problems = new Problems();
        Optional<Plan> plan = read(definition, pointer, problems);
        problems.throwIfAny();
        return plan.orElseThrow();
    }

    /**
     * A definition as YAML text; the values are those of JSON, without tags, anchors and aliases.
     *
     * @throws OrchestratorException {@code malformed_request} where the text is no YAML, {@code invalid_input} with every problem else
     */
    public Plan readYaml(String text, String pointer) {
        return read(YamlValues.read(text), pointer);
    }

    /** Every problem of a definition; none where it can run. */
    public List<Problem> problems(Map<String, ?> definition, String pointer) {
        Problems problems = new Problems();
        Optional<Plan> plan = read(definition, pointer, problems);
        return plan.isPresent() ? List.of() : problems.list();
    }

    private Optional<Plan> read(Map<String, ?> definition, String pointer, Problems problems) {
        if (!Nesting.isBounded(definition)) {
            problems.add(new Problem(
                    ProblemCode.WRONG_TYPE,
                    pointer,
                    "The definition is nested deeper than " + Nesting.DEEPEST + " levels."));
            return Optional.empty();
        }
        Map<String, @Nullable Object> members = Members.nullable(definition);
        Members values = new Members(members, Place.at(pointer), problems);
        values.refuseUnknown(MEMBERS);
        String id = workflow(values);
        String description = values.text("description").orElse("");
        Optional<Duration> timeout = values.duration("timeout");
        List<Draft> drafts = drafts(members.get("tasks"), values, pointer, problems);
        GraphChecks checks = new GraphChecks(drafts, problems);
        checks.check();
        KnownChecks knownChecks = new KnownChecks(known, problems);
        drafts.forEach(knownChecks::check);
        return problems.isEmpty()
                ? Optional.of(new Plan(
                        id, description, drafts.stream().map(Draft::task).toList(), timeout, checks.graph()))
                : Optional.empty();
    }

    private static String workflow(Members values) {
        Optional<String> id = values.text("workflow_id");
        if (!values.has("workflow_id")) {
            values.reject(ProblemCode.MISSING_MEMBER, "/workflow_id", "The definition has no 'workflow_id'.");
        }
        if (id.isPresent() && !TaskParser.ID.matcher(id.get()).matches()) {
            values.reject(
                    ProblemCode.BAD_ID,
                    "/workflow_id",
                    "The workflow id '" + Shown.text(id.get())
                            + "' must begin with a small letter and hold only small letters, digits and _, at most 63.");
        }
        return id.orElse("");
    }

    private List<Draft> drafts(@Nullable Object value, Members values, String pointer, Problems problems) {
        if (!(value instanceof List<?> list)) {
            values.reject(
                    value == null ? ProblemCode.MISSING_MEMBER : ProblemCode.WRONG_TYPE,
                    "/tasks",
                    "'tasks' must be a list of tasks.");
            return List.of();
        }
        if (list.isEmpty()) {
            values.reject(ProblemCode.MISSING_MEMBER, "/tasks", "The definition has no task; give it at least one.");
        }
        if (list.size() > maxTasks) {
            values.reject(
                    ProblemCode.TOO_MANY_TASKS,
                    "/tasks",
                    "The definition has " + list.size() + " tasks; at most " + maxTasks
                            + " are allowed. Split it into workflows that use one another.");
            return List.of();
        }
        return drafts(list, pointer + "/tasks", problems);
    }

    private static List<Draft> drafts(List<?> list, String pointer, Problems problems) {
        List<Draft> drafts = new ArrayList<>(list.size());
        for (int index = 0; index < list.size(); index++) {
            Place place = Place.at(Pointer.of(pointer, index));
            if (list.get(index) instanceof Map<?, ?> map) {
                Map<String, @Nullable Object> members = Members.nullable(map);
                new Members(members, place, problems).refuseUnknown(TASK_MEMBERS);
                members.keySet().retainAll(TASK_MEMBERS);
                drafts.add(new TaskParser(members, place, problems, false)
                        .parse(Set.of(), Optional.empty(), List.of(), 0));
            } else {
                problems.add(place.problem(ProblemCode.WRONG_TYPE, "", "A task must be an object."));
            }
        }
        return drafts;
    }
}
