package org.opendatagov.orchestrator.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.opendatagov.orchestrator.dataset.DatasetFormat;

/**
 * A dataset as the catalogue knows it. Of one that lineage events alone tell of, format, fingerprint, bytes and rows are absent unless an
 * event tells them, and its columns are those that events describe.
 *
 * @param id as {@code Dataset.id}
 * @param name the last part of its location without extensions: {@code customer_transactions}; of a table its name
 * @param fingerprint of the content that was looked at last; absent where nobody has
 */
public record CatalogDataset(
        String id,
        String location,
        String name,
        Optional<DatasetFormat> format,
        Optional<String> fingerprint,
        OptionalLong bytes,
        OptionalLong rows,
        List<CatalogColumn> columns,
        Declarations declarations,
        Instant firstSeen,
        Instant lastSeen) {
    public CatalogDataset {
        columns = List.copyOf(columns);
    }

    /** Whether its content was looked at, and not only told of. */
    public boolean profiled() {
        return fingerprint.isPresent();
    }

    /** Whether it holds personal data, by what was found in its columns or is declared for it. */
    public boolean personal() {
        return columns.stream().anyMatch(column -> column.privacy().personal()) || declarations.saidToBePersonal();
    }
}
