package org.opendatagov.orchestrator.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What surrounds a step of a template.
 *
 * @param before ends of the steps before it
 * @param group the innermost split or loop around it
 * @param conditions CEL conditions of the choices and filters around it
 */
record Scope(Set<String> before, Optional<String> group, List<String> conditions) {
    Scope after(Set<String> ends) {
        return new Scope(ends, group, conditions);
    }

    Scope inGroup(String id) {
        return new Scope(before, Optional.of(id), conditions);
    }

    Scope when(List<String> more) {
        List<String> all = new ArrayList<>(conditions);
        all.addAll(more);
        return new Scope(before, group, all);
    }
}
