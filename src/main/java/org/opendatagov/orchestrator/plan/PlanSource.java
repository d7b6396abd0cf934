package org.opendatagov.orchestrator.plan;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The engine that made a plan. */
public enum PlanSource {
    POSTGRESQL,
    DUCKDB,
    SPARK,
    TRINO;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
