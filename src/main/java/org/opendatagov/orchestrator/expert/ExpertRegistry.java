package org.opendatagov.orchestrator.expert;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The experts that serve in this process, by name and by what they can do. */
@Component
public class ExpertRegistry {
    private final Map<String, Expert> byName = new LinkedHashMap<>();
    private final Map<String, Expert> byAction = new LinkedHashMap<>();
    private final Map<String, ExpertAction> actions = new LinkedHashMap<>();

    /** @throws IllegalStateException where two experts share a name or an action */
    public ExpertRegistry(List<Expert> experts) {
        experts.stream()
                .sorted((first, second) -> first.name().compareTo(second.name()))
                .forEach(this::add);
    }

    private void add(Expert expert) {
        if (byName.put(expert.name(), expert) != null) {
            throw new IllegalStateException("Two experts are called " + expert.name());
        }
        for (ExpertAction action : expert.actions()) {
            if (byAction.put(action.name(), expert) != null) {
                throw new IllegalStateException("Two experts own the action " + action.name());
            }
            actions.put(action.name(), action);
        }
    }

    public Collection<Expert> all() {
        return List.copyOf(byName.values());
    }

    public Optional<Expert> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The expert whose capability owns the action. */
    public Optional<Expert> owning(String action) {
        return Optional.ofNullable(byAction.get(action));
    }

    public Optional<ExpertAction> action(String name) {
        return Optional.ofNullable(actions.get(name));
    }
}
