package org.opendatagov.orchestrator.expert;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** The kinds of experts, by name and by what they can do: those of this process, and those that instances elsewhere have registered. */
@Component
public class ExpertRegistry {
    private final Map<String, Expert> inProcess = new TreeMap<>();
    private volatile Kinds kinds;

    /** What is known at one time; the owner of an action is the expert that was known first. */
    private record Kinds(Map<String, Expert> byName, Map<String, Expert> byAction, Map<String, ExpertAction> actions) {
        static Kinds of(Collection<Expert> experts, Collection<? extends Expert> registered) {
            Kinds kinds = new Kinds(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
            experts.forEach(kinds::add);
            registered.forEach(kinds::add);
            return new Kinds(
                    Collections.unmodifiableMap(kinds.byName),
                    Collections.unmodifiableMap(kinds.byAction),
                    Collections.unmodifiableMap(kinds.actions));
        }

        private void add(Expert expert) {
            Expert known = byName.computeIfAbsent(expert.name(), name -> expert);
            for (ExpertAction action : expert.actions()) {
                if (byAction.putIfAbsent(action.name(), known) == null) {
                    actions.put(action.name(), action);
                }
            }
        }
    }

    /** @throws IllegalStateException where two experts share a name or an action */
    public ExpertRegistry(List<Expert> experts) {
        this(experts, List.of());
    }

    @Autowired
    ExpertRegistry(List<Expert> experts, ObjectProvider<ExpertInstanceStore> store) {
        this(experts, store.stream().flatMap(found -> found.kinds().stream()).toList());
    }

    private ExpertRegistry(List<Expert> experts, List<RegisteredExpert> registered) {
        for (Expert expert : experts) {
            if (inProcess.put(expert.name(), expert) != null) {
                throw new IllegalStateException("Two experts are called " + expert.name());
            }
        }
        kinds = Kinds.of(inProcess.values(), List.of());
        for (Expert expert : experts) {
            for (ExpertAction action : expert.actions()) {
                if (!owning(action.name()).equals(Optional.of(expert))) {
                    throw new IllegalStateException("Two experts own the action " + action.name());
                }
            }
        }
        learn(registered);
    }

    /** Knows from now on what instances elsewhere can do. */
    final void learn(List<RegisteredExpert> registered) {
        kinds = Kinds.of(inProcess.values(), registered);
    }

    public Collection<Expert> all() {
        return kinds.byName().values();
    }

    /** The experts that this process can perform itself. */
    public Collection<Expert> inProcess() {
        return List.copyOf(inProcess.values());
    }

    public Optional<Expert> named(String name) {
        return Optional.ofNullable(kinds.byName().get(name));
    }

    /** The expert whose capability owns the action. */
    public final Optional<Expert> owning(String action) {
        return Optional.ofNullable(kinds.byAction().get(action));
    }

    public Optional<ExpertAction> action(String name) {
        return Optional.ofNullable(kinds.actions().get(name));
    }

    /** What an expert can do, all its instances taken together, by name. */
    public List<ExpertAction> actionsOf(String expert) {
        return kinds.actions().values().stream()
                .filter(action -> knows(expert, action.name()))
                .toList();
    }

    /** Whether the action is the expert's. */
    public boolean knows(String expert, String action) {
        return owning(action).filter(owner -> owner.name().equals(expert)).isPresent();
    }
}
