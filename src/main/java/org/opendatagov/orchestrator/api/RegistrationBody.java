package org.opendatagov.orchestrator.api;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.Registration;
import org.opendatagov.orchestrator.problem.Problem;

/** Reads a registration from its JSON; all that is wrong is said at once. */
final class RegistrationBody {
    private static final Set<String> MEMBERS = Set.of(
            "expert_id", "expert_name", "capabilities", "actions", "llm_backend", "max_concurrent_tasks", "address");
    private static final Set<String> ACTION_MEMBERS = Set.of("name", "capability", "description", "inputs", "result");
    private static final int MOST_TASKS = 100_000;
    private static final int DEFAULT_TASKS = 10;

    private final List<Problem> problems = new ArrayList<>();

    private RegistrationBody() {}

    static Registration read(Map<String, Object> body) {
        RegistrationBody reader = new RegistrationBody();
        reader.refuseUnknown(body, MEMBERS, "");
        Registration registration = new Registration(
                Optional.ofNullable(body.get("expert_id")).map(id -> reader.text(body, "", "expert_id", true)),
                reader.text(body, "", "expert_name", true),
                reader.capabilities(body.get("capabilities")),
                reader.actions(body.get("actions")),
                reader.text(body, "", "llm_backend", false),
                reader.tasks(body.get("max_concurrent_tasks")),
                reader.address(body));
        ApiRequest.throwIfAny(reader.problems);
        return registration;
    }

    private void refuseUnknown(Map<?, ?> object, Set<String> known, String path) {
        for (Object name : object.keySet()) {
            if (!known.contains(name)) {
                problem(
                        "unknown_member",
                        path,
                        "A member is unknown; there are " + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }

    private void problem(String code, String path, String message) {
        problems.add(new Problem(code, path, message));
    }

    private String text(Map<?, ?> object, String path, String name, boolean required) {
        Object value = object.get(name);
        if (value instanceof String text && !(required && text.isBlank())) {
            return text;
        }
        if (value != null || required) {
            problem("wrong_type", path + "/" + name, "'" + name + "' must be text" + (required ? ", not empty." : "."));
        }
        return "";
    }

    private List<String> capabilities(@Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        problem("wrong_type", "/capabilities", "'capabilities' must be a list of text.");
        return List.of();
    }

    private List<ExpertAction> actions(@Nullable Object value) {
        List<ExpertAction> actions = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (int index = 0; index < list.size(); index++) {
                actions.add(action(list.get(index), "/actions/" + index));
            }
        } else if (value != null) {
            problem("wrong_type", "/actions", "'actions' must be a list of objects.");
        }
        return actions;
    }

    private ExpertAction action(Object value, String path) {
        if (!(value instanceof Map<?, ?> action)) {
            problem("wrong_type", path, "An action must be an object.");
            return new ExpertAction("", "", "", Map.of(), Map.of());
        }
        refuseUnknown(action, ACTION_MEMBERS, path);
        return new ExpertAction(
                text(action, path, "name", true),
                text(action, path, "capability", true),
                text(action, path, "description", false),
                schema(action.get("inputs"), path + "/inputs"),
                schema(action.get("result"), path + "/result"));
    }

    private Map<String, Object> schema(@Nullable Object value, String path) {
        if (value instanceof Map<?, ?> schema) {
            Map<String, Object> read = new java.util.LinkedHashMap<>();
            schema.forEach((name, part) -> read.put(String.valueOf(name), part));
            return read;
        }
        if (value != null) {
            problem("wrong_type", path, "A JSON schema must be an object.");
        }
        return Map.of("type", "object");
    }

    private int tasks(@Nullable Object value) {
        if (value == null) {
            return DEFAULT_TASKS;
        }
        if (value instanceof Integer tasks && tasks >= 1 && tasks <= MOST_TASKS) {
            return tasks;
        }
        problem(
                "out_of_range",
                "/max_concurrent_tasks",
                "'max_concurrent_tasks' must be a number from 1 to " + MOST_TASKS + ".");
        return 1;
    }

    private URI address(Map<String, Object> body) {
        String text = text(body, "", "address", true);
        try {
            URI address = URI.create(text);
            boolean web = List.of("http", "https").contains(String.valueOf(address.getScheme()));
            boolean plain = address.getHost() != null
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null;
            if (web && plain) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        if (!text.isEmpty()) {
            problem(
                    "invalid_address",
                    "/address",
                    "'address' must be a URL such as http://host:8090, without user, query or fragment.");
        }
        return URI.create("http://127.0.0.1");
    }
}
