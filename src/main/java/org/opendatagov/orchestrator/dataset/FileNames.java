package org.opendatagov.orchestrator.dataset;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What a file's ending says of its format. */
final class FileNames {
    static final String KNOWN = ".parquet, .csv, .tsv, .ndjson, .jsonl or .json, the text ones also with .gz or .zst";

    private FileNames() {}

    static boolean gzip(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
    }

    static boolean zstandard(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".zst");
    }

    static Optional<DatasetFormat> format(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".parquet")) {
            return Optional.of(DatasetFormat.PARQUET);
        }
        String plain = lower.replaceAll("\\.(gz|zst)$", "");
        if (plain.endsWith(".csv") || plain.endsWith(".tsv")) {
            return Optional.of(DatasetFormat.CSV);
        }
        boolean json = plain.endsWith(".ndjson") || plain.endsWith(".jsonl") || plain.endsWith(".json");
        return json ? Optional.of(DatasetFormat.NDJSON) : Optional.empty();
    }
}
