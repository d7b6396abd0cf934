package org.opendatagov.orchestrator.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Files that DuckDB reads without further settings: Parquet.
 *
 * @param located where they come from
 * @param files the Parquet files: those of the dataset, or a converted copy of its text
 * @param select the select list that gives each column its type
 * @param textFormat how the text was written
 */
record ReadableFiles(
        LocatedFiles located, List<Path> files, String select, Optional<TextFormat> textFormat, List<String> warnings) {
    static final String AS_IT_IS = "*";

    /** Files that are Parquet already. */
    static ReadableFiles of(LocatedFiles located) {
        return new ReadableFiles(located, located.files(), AS_IT_IS, Optional.empty(), List.of());
    }

    ReadableFiles from(LocatedFiles other) {
        return new ReadableFiles(other, files, select, textFormat, warnings);
    }

    /** The same with a warning for each column whose label is replaced by such a name. */
    ReadableFiles warned(Collection<String> names) {
        List<String> more = new ArrayList<>(warnings);
        names.forEach(name ->
                more.add("A label looks like a personal value and is not shown; its column is called " + name + "."));
        return new ReadableFiles(located, files, select, textFormat, more);
    }

    /** The dataset as a query. */
    String query() {
        return "SELECT " + select + " FROM " + relation(files, files.equals(located.files()) && files.size() > 1);
    }

    static String relation(List<Path> files, boolean partitioned) {
        return "read_parquet([" + DuckDb.literals(files) + "], hive_partitioning = " + partitioned
                + ", union_by_name = " + (files.size() > 1) + ")";
    }
}
