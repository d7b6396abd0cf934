package org.opendatagov.orchestrator.expert;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One place where an expert's actions are performed.
 *
 * @param expertId unique among all instances; of one in this process the expert's name
 * @param expertName the kind that it serves, for instance {@code SchemaExpert}
 * @param capabilities those that own its actions
 * @param actions names of the actions that it performs
 * @param llmBackend the language model that it asks; empty where none
 * @param maxConcurrentTasks how many tasks it performs at once
 * @param address where it listens; empty for one in this process
 */
public record ExpertInstance(
        String expertId,
        String expertName,
        Set<String> capabilities,
        Set<String> actions,
        String llmBackend,
        int maxConcurrentTasks,
        Optional<URI> address) {
    public ExpertInstance {
        Objects.requireNonNull(expertId, "expertId");
        Objects.requireNonNull(expertName, "expertName");
        capabilities = java.util.Collections.unmodifiableSet(new TreeSet<>(capabilities));
        actions = java.util.Collections.unmodifiableSet(new TreeSet<>(actions));
        if (maxConcurrentTasks < 1) {
            throw new IllegalArgumentException("instance " + expertId + " must take at least one task at once");
        }
    }

    /** The instance of an expert in this process. */
    static ExpertInstance inProcess(Expert expert, int maxConcurrentTasks) {
        return new ExpertInstance(
                expert.name(),
                expert.name(),
                capabilities(expert.actions()),
                names(expert.actions()),
                "",
                maxConcurrentTasks,
                Optional.empty());
    }

    private static Set<String> names(Iterable<ExpertAction> actions) {
        Set<String> names = new TreeSet<>();
        actions.forEach(action -> names.add(action.name()));
        return names;
    }

    private static Set<String> capabilities(Iterable<ExpertAction> actions) {
        Set<String> capabilities = new TreeSet<>();
        actions.forEach(action -> capabilities.add(action.capability()));
        return capabilities;
    }
}
