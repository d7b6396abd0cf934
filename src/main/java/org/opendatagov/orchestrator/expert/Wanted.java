package org.opendatagov.orchestrator.expert;

import java.util.Set;

/**
 * What a call needs.
 *
 * @param tried ids of the instances that have failed it already
 */
record Wanted(String expert, String action, Set<String> tried) {
    Wanted {
        tried = Set.copyOf(tried);
    }

    boolean servedBy(InstanceState state) {
        return state.performs(action) && !tried.contains(state.instance().expertId());
    }
}
