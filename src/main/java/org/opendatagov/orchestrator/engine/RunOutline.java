package org.opendatagov.orchestrator.engine;

import java.util.List;
import java.util.Set;

/**
 * What a request would run.
 *
 * @param version 0 for an ad-hoc definition
 */
public record RunOutline(String workflow, int version, List<OutlinedTask> tasks) {
    public RunOutline {
        tasks = List.copyOf(tasks);
    }

    /**
     * A task of it.
     *
     * @param expert that it is for; empty where it is none's
     * @param waitsForPeople whether it is an approval
     */
    public record OutlinedTask(String id, String expert, String action, Set<String> dependsOn, boolean waitsForPeople) {
        public OutlinedTask {
            dependsOn = Set.copyOf(dependsOn);
        }
    }
}
