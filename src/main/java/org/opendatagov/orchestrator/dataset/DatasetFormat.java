package org.opendatagov.orchestrator.dataset;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The formats that are read. Gzip and zstd of the text formats count as those formats. */
public enum DatasetFormat {
    PARQUET,
    CSV,
    NDJSON;

    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
