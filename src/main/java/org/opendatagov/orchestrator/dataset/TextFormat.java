package org.opendatagov.orchestrator.dataset;

import java.util.List;

/**
 * How a CSV file is written; empty texts where not used.
 *
 * @param skippedRows preamble rows before header or data
 * @param raggedRows numbers of rows (from 1) with too many or too few fields, at most 20
 * @param ragged how many there are in all
 */
public record TextFormat(
        String delimiter,
        String quote,
        String escape,
        boolean header,
        String encoding,
        String comment,
        int skippedRows,
        List<Long> raggedRows,
        long ragged) {
    public TextFormat {
        raggedRows = List.copyOf(raggedRows);
    }
}
