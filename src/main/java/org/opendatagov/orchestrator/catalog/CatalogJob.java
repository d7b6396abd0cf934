package org.opendatagov.orchestrator.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job: what reads and writes datasets.
 *
 * @param id 16 hex digits, stable for namespace and name
 * @param type such as {@code BATCH SPARK JOB}; absent where no event tells
 * @param inputs ids of the datasets that it reads now
 * @param outputs ids of the datasets that it writes now
 * @param facets the newest of each name, unknown ones too
 * @param latestRun its newest run, without datasets and facets
 */
public record CatalogJob(
        String id,
        String namespace,
        String name,
        Optional<String> type,
        Optional<String> description,
        List<String> owners,
        List<String> tags,
        List<String> inputs,
        List<String> outputs,
        Map<String, Object> facets,
        Optional<JobRun> latestRun,
        Instant firstSeen,
        Instant lastSeen) {
    public CatalogJob {
        owners = List.copyOf(owners);
        tags = List.copyOf(tags);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }
}
