package org.opendatagov.orchestrator.dataset;

/**
 * How staged copies are written: so that memory stays bounded, however many columns there are. DuckDB keeps a row group, and a dictionary of
 * up to 1 MB a column, in memory: with 2,000 columns both would take more than an instance has.
 */
final class StagedParquet {
    /** DuckDB's own default. */
    private static final int ROWS = 122_880;

    private static final int WIDE = 100;
    private static final int DICTIONARIES = 100_000_000;
    private static final int LEAST_ROWS = 2048;
    private static final int LEAST_DICTIONARY = 10_000;

    private StagedParquet() {}

    /** The options of {@code COPY … TO}. */
    static String options(int columns) {
        int wide = Math.max(WIDE, columns);
        return "(FORMAT parquet, ROW_GROUP_SIZE " + Math.max(LEAST_ROWS, ROWS / wide * WIDE)
                + ", STRING_DICTIONARY_PAGE_SIZE_LIMIT " + Math.max(LEAST_DICTIONARY, DICTIONARIES / wide) + ")";
    }
}
