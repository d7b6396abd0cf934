package org.opendatagov.orchestrator.model;

import java.math.BigDecimal;

/**
 * A cap on what may be spent.
 *
 * @param scope {@code run:<id>}, {@code user:<name>:2026-11}, {@code tenant:<name>:2026-11}, {@code month:2026-11}
 * @param cap in USD
 */
public record Budget(String scope, BigDecimal cap) {
    static final String RUN = "run:";
    static final String USER = "user:";
    static final String TENANT = "tenant:";
    static final String MONTH = "month:";

    /** As a run tells it: which run that is goes without saying. */
    static String shown(String scope) {
        return scope.startsWith(RUN) ? "run" : scope;
    }
}
