package org.opendatagov.orchestrator.catalog;

import java.util.List;

/**
 * Two who say different things of one dataset; the value in force comes first.
 *
 * @param member what they disagree on, as declarations call it
 */
public record Contradiction(String member, List<Statement> statements) {
    /** What somebody says: a request, a declaration file, a lineage event. */
    public record Statement(String source, Object value) {}

    public Contradiction {
        statements = List.copyOf(statements);
    }
}
