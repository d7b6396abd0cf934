package org.opendatagov.orchestrator.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files that DuckDB reads without further settings: Parquet.
 *
 * @param located where they come from
 * @param files the Parquet files: those of the dataset, or a converted copy of its text
 * @param textFormat how the text was written
 */
record ReadableFiles(LocatedFiles located, List<Path> files, Optional<TextFormat> textFormat, List<String> warnings) {
    /** The dataset as a DuckDB table expression. */
    String relation() {
        return "read_parquet([" + DuckDb.literals(files) + "], hive_partitioning = "
                + (located.files().size() > 1 && files.size() > 1) + ", union_by_name = " + (files.size() > 1) + ")";
    }
}
