package org.opendatagov.orchestrator.experts.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.TextFormat;

/** Columns and formats as the result shows them. */
final class ColumnView {
    private ColumnView() {}

    static Map<String, Object> format(DatasetProfile profile) {
        Map<String, Object> format = new LinkedHashMap<>();
        format.put("name", profile.format().text());
        profile.textFormat().ifPresent(text -> describe(text, format));
        return format;
    }

    private static void describe(TextFormat text, Map<String, Object> format) {
        format.put("delimiter", text.delimiter());
        format.put("quote", text.quote());
        format.put("escape", text.escape());
        format.put("header", text.header());
        format.put("encoding", text.encoding());
        format.put("comment", text.comment());
        format.put("skip_rows", text.skippedRows());
        format.put("ragged_rows", text.ragged());
    }

    static Map<String, Object> column(ColumnProfile column) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", column.name());
        described.put("physical_type", column.physicalType());
        described.put("logical_type", column.logicalType());
        if (!column.logicalFormat().isEmpty()) {
            described.put("format", column.logicalFormat());
        }
        described.put("fit", column.logicalShare());
        described.put("nullable", column.nullable());
        described.put("nulls", column.nulls());
        described.put("distinct", column.distinct());
        described.put("distinct_approximate", column.distinctApproximate());
        described.put("personal", column.privacy().personal());
        column.minimum().ifPresent(value -> described.put("min", value));
        column.maximum().ifPresent(value -> described.put("max", value));
        column.numbers().ifPresent(numbers -> {
            described.put("mean", numbers.mean());
            described.put("standard_deviation", numbers.standardDeviation());
            described.put("skewness", numbers.skewness());
            described.put("zeros", numbers.zeros());
            described.put("quartiles", numbers.quartiles());
            described.put("histogram", numbers.histogram());
        });
        column.text().ifPresent(text -> {
            described.put("min_length", text.minimumLength());
            described.put("max_length", text.maximumLength());
            described.put("mean_length", text.meanLength());
            described.put("blank", text.blank());
            described.put("pattern", text.pattern());
        });
        described.put("top_values", new ArrayList<>(column.topValues()));
        return described;
    }
}
