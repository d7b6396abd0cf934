package org.opendatagov.orchestrator.experts.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.Severity;

/**
 * Something about a dataset that one should know.
 *
 * @param columns those it is about, none for the whole dataset
 * @param threshold from where on it is told, as text; empty where there is none
 * @param source of the rule and its threshold
 * @param action what to do about it, for those that become findings
 */
record Alert(
        String name,
        List<String> columns,
        String detail,
        String threshold,
        String source,
        Optional<Severity> severity,
        String action) {
    Alert {
        columns = List.copyOf(columns);
    }

    /** One that is told, and asks for nothing. */
    static Alert note(String name, String column, String detail, String threshold, String source) {
        return new Alert(name, List.of(column), detail, threshold, source, Optional.empty(), "");
    }

    /** One to act on. */
    static Alert finding(
            String name,
            String column,
            String detail,
            String threshold,
            String source,
            Severity severity,
            String action) {
        return new Alert(name, List.of(column), detail, threshold, source, Optional.of(severity), action);
    }

    Map<String, Object> described() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("alert", name);
        if (columns.size() == 1) {
            described.put("column", columns.getFirst());
        } else if (!columns.isEmpty()) {
            described.put("columns", columns);
        }
        described.put("detail", detail);
        if (!threshold.isEmpty()) {
            described.put("threshold", threshold);
        }
        described.put("source", source);
        return described;
    }
}
