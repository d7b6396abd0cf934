package org.opendatagov.orchestrator.dataset;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a dataset's content. It holds no raw value of a personal column.
 *
 * @param textFormat of CSV
 * @param duplicateRows rows that repeat an earlier one; empty where not counted
 * @param warnings what was noticed while reading: blank or duplicate labels, ragged rows, values that do not fit
 */
public record DatasetProfile(
        String fingerprint,
        DatasetFormat format,
        long rows,
        long bytes,
        Optional<TextFormat> textFormat,
        Optional<Long> duplicateRows,
        List<ColumnProfile> columns,
        List<String> warnings) {
    public DatasetProfile {
        columns = List.copyOf(columns);
        warnings = List.copyOf(warnings);
    }
}
