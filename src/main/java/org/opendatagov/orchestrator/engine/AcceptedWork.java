package org.opendatagov.orchestrator.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.opendatagov.orchestrator.workflow.Known;

/** What an accepted definition names itself: it was checked when it came, and what is gone since, its tasks say when they run. */
final class AcceptedWork implements Known {
    private final Map<String, KnownAction> actions = new TreeMap<>();
    private final Set<String> experts = new TreeSet<>();
    private final Set<String> uses = new TreeSet<>();
    private final Set<String> workflows = new TreeSet<>();

    AcceptedWork(Map<String, Object> definition) {
        if (definition.get("tasks") instanceof List<?> tasks) {
            tasks.forEach(task -> {
                if (task instanceof Map<?, ?> members) {
                    add(members);
                }
            });
        }
    }

    private void add(Map<?, ?> task) {
        String expert = task.get("expert") instanceof String name ? name : "";
        experts.add(expert);
        if (task.get("action") instanceof String action) {
            actions.put(action, new KnownAction(expert, Map.of()));
        }
        if (task.get("uses") instanceof String used) {
            uses.add(used);
            workflows.add(used.replaceFirst("^workflow:", ""));
        }
    }

    @Override
    public Set<String> experts() {
        return experts;
    }

    @Override
    public Set<String> actions() {
        return actions.keySet();
    }

    @Override
    public Optional<KnownAction> action(String name) {
        return Optional.ofNullable(actions.get(name));
    }

    @Override
    public Set<String> taskRoutes() {
        return uses;
    }

    @Override
    public Set<String> workflows() {
        return workflows;
    }
}
