package org.opendatagov.orchestrator.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which way lineage is followed. */
public enum Direction {
    /** To what something is made from. */
    UPSTREAM,
    /** To what is made from it. */
    DOWNSTREAM,
    BOTH;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
