package org.opendatagov.orchestrator.workflow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the members of one task, whoever wrote them: a definition, or a template's kamelet. */
final class TaskParser {
    static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final Map<String, @Nullable Object> members;
    private final Place place;
    private final Members values;
    private final List<Draft.Use> uses = new ArrayList<>();
    private final boolean grouped;

    /** @param grouped whether the task stands in a split or loop */
    TaskParser(Map<String, @Nullable Object> members, Place place, Problems problems, boolean grouped) {
        this.members = members;
        this.place = place;
        this.values = new Members(members, place, problems);
        this.grouped = grouped;
    }

    /**
     * @param before what the task depends on by its position
     * @param group the split or loop that it stands in
     * @param conditions CEL conditions of the choices and filters around it
     */
    Draft parse(Set<String> before, Optional<String> group, List<String> conditions, int line) {
        String id = id();
        Work work = new WorkParser(values, id).parse();
        Optional<Map<String, Object>> inputs = inputs();
        List<String> dependencies = values.texts("depends_on");
        Optional<String> forEach = forEach();
        TaskPolicies policies = new TaskPolicies(members, place, values);
        PlanTask task = new PlanTask(
                id,
                work,
                inputs,
                dependsOn(before, dependencies),
                when(conditions),
                forEach,
                policies.concurrency(forEach.isPresent()),
                key(),
                group,
                values.duration("timeout").orElse(PlanTask.DEFAULT_TIMEOUT),
                policies.retry(),
                policies.onFailure(),
                line);
        return new Draft(task, place, dependencies, List.copyOf(uses));
    }

    /** The task makes a set of its own of it; thousands of dependencies need not be copied twice. */
    private static Set<String> dependsOn(Set<String> before, List<String> dependencies) {
        if (before.isEmpty()) {
            return new Listed(dependencies);
        }
        Set<String> all = new LinkedHashSet<>(before);
        all.addAll(dependencies);
        return all;
    }

    private String id() {
        Optional<String> id = values.text("id");
        if (id.isEmpty()) {
            if (members.get("id") == null) {
                values.reject(ProblemCode.MISSING_MEMBER, "/id", "The task has no '" + place.name("id") + "'.");
            }
            return "";
        }
        if (!ID.matcher(id.get()).matches()) {
            values.reject(
                    ProblemCode.BAD_ID,
                    "/id",
                    "The task id '" + Shown.text(id.get())
                            + "' must begin with a small letter and hold only small letters, digits and _, at most 63.");
        }
        return id.get();
    }

    private Optional<Map<String, Object>> inputs() {
        Optional<Map<String, Object>> inputs = values.map("inputs");
        inputs.ifPresent(map -> new InputReferences(this::use, values).find(map));
        return inputs.flatMap(this::plain);
    }

    /** With Long and Double for all numbers. */
    private Optional<Map<String, Object>> plain(Map<String, Object> inputs) {
        try {
            return CelValues.toJson(inputs) instanceof Map<?, ?> map
                    ? Optional.of(Members.copy(map))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            values.reject(ProblemCode.WRONG_TYPE, "/inputs", "'inputs' holds something that is no JSON value.");
            return Optional.empty();
        }
    }

    private boolean hasItem() {
        return grouped || members.get("for_each") != null;
    }

    private void use(String member, Expression expression) {
        uses.add(new Draft.Use(member, expression, hasItem()));
    }

    /** The task's own condition behind those around it. */
    private Optional<String> when(List<String> conditions) {
        if (members.get("when") instanceof Boolean always) {
            members.put("when", String.valueOf(always));
        }
        Optional<Expression> own = expression("when", "a condition", Set.of(Expression.Type.CONDITION), grouped);
        List<String> all = new ArrayList<>(conditions);
        own.ifPresent(condition -> all.add(condition.text()));
        if (all.size() <= 1) {
            return all.stream().findFirst();
        }
        String joined =
                String.join(" && ", all.stream().map(text -> "(" + text + ")").toList());
        return values.compiled("/when", joined).map(Expression::text);
    }

    private Optional<String> forEach() {
        if (grouped && members.get("for_each") != null) {
            values.reject(
                    ProblemCode.UNKNOWN_MEMBER,
                    "/for_each",
                    "'" + place.name("for_each")
                            + "' is not allowed inside a split or loop; put a 'split' around the step instead.");
            return Optional.empty();
        }
        return expression("for_each", "a list", Set.of(Expression.Type.LIST), false)
                .map(Expression::text);
    }

    private Optional<String> key() {
        Optional<Expression> key =
                expression("key", "a text or number", Set.of(Expression.Type.TEXT, Expression.Type.NUMBER), true);
        if (grouped && members.get("key") == null) {
            values.reject(
                    ProblemCode.MISSING_MEMBER,
                    "/key",
                    "A task inside a split or loop needs a 'key' that names its item, such as '${item.id}' or '${index}'.");
        }
        if (!grouped && key.isPresent()) {
            values.reject(
                    ProblemCode.UNKNOWN_MEMBER,
                    "/key",
                    "'key' names an item inside a split or loop; this task stands in none.");
        }
        return key.map(Expression::text);
    }

    private Optional<Expression> expression(
            String member, String expected, Set<Expression.Type> types, boolean itemAllowed) {
        Optional<Expression> expression = values.expression(member);
        expression.ifPresent(found -> {
            uses.add(new Draft.Use("/" + member, found, itemAllowed));
            if (found.type() != Expression.Type.ANY && !types.contains(found.type())) {
                values.reject(
                        ProblemCode.BAD_EXPRESSION,
                        "/" + member,
                        "'" + place.name(member) + "' must give " + expected + "; '" + Shown.text(found.text())
                                + "' does not.");
            }
        });
        return expression;
    }
}
