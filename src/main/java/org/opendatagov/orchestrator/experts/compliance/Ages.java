package org.opendatagov.orchestrator.experts.compliance;

import java.time.LocalDateTime;
import java.util.Map;

/**
 * How old the records of a dataset are.
 *
 * @param period ISO-8601
 * @param cutoff records before it are past the period (UTC)
 * @param expired how many are
 * @param dated how many have a date at all
 * @param predicate SQL that is true for those that are past the period
 */
record Ages(String column, String period, LocalDateTime cutoff, long expired, long dated, long rows, String predicate) {
    Map<String, Object> figures() {
        return Map.of("expired", expired, "dated", dated, "rows", rows);
    }
}
