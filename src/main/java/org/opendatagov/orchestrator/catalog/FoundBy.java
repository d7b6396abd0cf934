package org.opendatagov.orchestrator.catalog;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How it is known whether a column is personal; the surest first. */
public enum FoundBy {
    /** Its values were looked at. */
    VALUES,
    /** A tag of a lineage event says so. */
    TAG,
    /** Nobody has looked at values; its label alone speaks. */
    LABEL;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
