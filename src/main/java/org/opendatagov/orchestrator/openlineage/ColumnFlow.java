package org.opendatagov.orchestrator.openlineage;

import org.opendatagov.orchestrator.catalog.DatasetName;

/**
 * A column of another dataset that goes into a column of this one, as a facet tells.
 *
 * @param target the column; empty for the whole dataset
 * @param type as {@code ColumnEdge.type()}
 */
public record ColumnFlow(
        DatasetName source,
        String column,
        String target,
        String type,
        String subtype,
        boolean masking,
        String description) {}
