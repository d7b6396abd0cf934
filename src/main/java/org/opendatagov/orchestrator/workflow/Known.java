package org.opendatagov.orchestrator.workflow;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

public interface Known {
    Collection<String> experts();

    Optional<String> ownerOf(String action);

    List<String> actionsOf(String expert);

    Map<String, Object> inputsOf(String action);

    Collection<String> routes();

    Collection<String> workflows();

    static Known anything() {
        throw new UnsupportedOperationException();
    }
}
