package org.opendatagov.orchestrator.knowledge;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A version of a document, which never changes.
 *
 * @param id the document's
 * @param version from 1
 * @param name what the document is called by those who send it
 * @param tenant whose it is; empty: for all
 * @param format {@code markdown}, {@code html}, {@code pdf}, {@code text}
 * @param experts those it is for; none: for every expert
 * @param bytes of the file
 * @param passages how many it was cut into
 */
public record DocumentVersion(
        String id,
        int version,
        String name,
        String tenant,
        String title,
        String source,
        String format,
        List<String> experts,
        Map<String, String> metadata,
        long bytes,
        int passages,
        Instant createdAt) {
    public DocumentVersion {
        experts = List.copyOf(experts);
        metadata = Map.copyOf(metadata);
    }
}
