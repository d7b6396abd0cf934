package org.opendatagov.orchestrator.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.problem.Problem;

/** Reads the members of a body that say what is run, and finds all their problems. */
final class RunMembers {
    static final int LONGEST_TEXT = 200;

    private static final String WORKFLOW = "workflow";
    private static final String DEFINITION = "definition";
    private static final String INPUTS = "inputs";
    private static final String LABELS = "labels";
    private static final String PRIORITY = "priority";
    private static final List<String> KNOWN = List.of(WORKFLOW, DEFINITION, INPUTS, LABELS, PRIORITY);
    private static final int MOST_LABELS = 50;
    private static final int HIGHEST_PRIORITY = 1_000;

    private RunMembers() {}

    /**
     * @param others members that the body may have beside these
     * @param key of the request
     */
    static RunRequest read(
            Map<String, Object> body, List<String> others, Optional<String> key, List<Problem> problems) {
        List<String> known = new ArrayList<>(others);
        known.addAll(KNOWN);
        body.keySet().forEach(name -> checkMember(name, known, problems));
        Optional<Map<String, Object>> definition = definition(body, problems);
        String workflow = definition.isPresent() ? "" : workflow(body.get(WORKFLOW), problems);
        Map<String, Object> inputs = object(INPUTS, body.getOrDefault(INPUTS, Map.of()), problems);
        Map<String, String> labels = labels(object(LABELS, body.getOrDefault(LABELS, Map.of()), problems), problems);
        int priority = priority(body.getOrDefault(PRIORITY, 0), problems);
        return new RunRequest(workflow, definition, inputs, labels, priority, key);
    }

    private static void checkMember(String name, List<String> known, List<Problem> problems) {
        if (!known.contains(name)) {
            problems.add(new Problem(
                    "unknown_member",
                    Texts.pointer(name),
                    "The member is unknown; known are " + String.join(", ", known) + "."));
        }
    }

    private static Optional<Map<String, Object>> definition(Map<String, Object> body, List<Problem> problems) {
        if (!body.containsKey(DEFINITION)) {
            return Optional.empty();
        }
        if (body.containsKey(WORKFLOW)) {
            problems.add(
                    new Problem("both_given", "/" + WORKFLOW, "A run has a 'workflow' or a 'definition', not both."));
        }
        return Optional.of(object(DEFINITION, body.get(DEFINITION), problems));
    }

    private static Map<String, String> labels(Map<String, Object> given, List<Problem> problems) {
        Map<String, String> labels = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (value instanceof String text && text.length() <= LONGEST_TEXT && name.length() <= LONGEST_TEXT) {
                labels.put(name, text);
            } else {
                problems.add(new Problem(
                        "wrong_type",
                        "/" + LABELS + Texts.pointer(name),
                        "A label is text of at most " + LONGEST_TEXT + " characters, its name too."));
            }
        });
        if (given.size() > MOST_LABELS) {
            problems.add(new Problem("too_many", "/" + LABELS, "A run has at most " + MOST_LABELS + " labels."));
        }
        return labels;
    }

    private static int priority(@Nullable Object given, List<Problem> problems) {
        if (given instanceof Integer number && Math.abs(number) <= HIGHEST_PRIORITY) {
            return number;
        }
        problems.add(new Problem(
                "wrong_type",
                "/" + PRIORITY,
                "'priority' must be a whole number from -" + HIGHEST_PRIORITY + " to " + HIGHEST_PRIORITY + "."));
        return 0;
    }

    private static String workflow(@Nullable Object given, List<Problem> problems) {
        if (given instanceof String text) {
            return text;
        }
        problems.add(
                new Problem(
                        given == null ? "missing_member" : "wrong_type",
                        "/" + WORKFLOW,
                        "'workflow' must be the id of a workflow, as text; GET /api/v1/workflows lists them. Or send a 'definition'."));
        return "";
    }

    private static Map<String, Object> object(String member, @Nullable Object given, List<Problem> problems) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((name, value) -> members.put(String.valueOf(name), value));
        } else {
            problems.add(new Problem("wrong_type", "/" + member, "'" + member + "' must be an object."));
        }
        return members;
    }
}
