package org.opendatagov.orchestrator.knowledge;

import java.util.Map;

/**
 * A question to the documents.
 *
 * @param text what is looked for, in words; never holds personal values
 * @param expert the name of the expert that asks, such as {@code PerformanceExpert}; empty: documents of all experts
 * @param tenant whose documents are seen beside those for all; empty: those for all alone
 * @param filters metadata that a document must have, each name with this very value
 * @param limit the most passages wanted, 1 to {@value #MOST}
 */
public record KnowledgeQuery(String text, String expert, String tenant, Map<String, String> filters, int limit) {
    public static final int MOST = 50;

    public KnowledgeQuery {
        filters = Map.copyOf(filters);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit: 1 to " + MOST + " is expected");
        }
    }
}
