package org.opendatagov.orchestrator.spark;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stage as an event tells of it.
 *
 * @param accumulators final values of the accumulators of SQL operators
 * @param failure the kind of failure
 */
record StageInfo(
        int stageId,
        int attemptId,
        String name,
        int numTasks,
        List<Integer> parentIds,
        long submissionTime,
        long completionTime,
        Optional<String> failure,
        boolean readsFiles,
        Map<Long, Long> accumulators) {}
