package org.opendatagov.orchestrator.expert;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What an instance in another process says of itself.
 *
 * @param expertId empty: made of name and address, so that the same instance is known again
 * @param capabilities of the actions that the expert is known for, those of these capabilities; empty for all
 * @param actions what it performs; empty where the expert is known here already
 * @param address where it listens: {@code http://host:port}
 */
public record Registration(
        Optional<String> expertId,
        String expertName,
        List<String> capabilities,
        List<ExpertAction> actions,
        String llmBackend,
        int maxConcurrentTasks,
        URI address) {
    public Registration {
        capabilities = List.copyOf(capabilities);
        actions = List.copyOf(actions);
    }
}
