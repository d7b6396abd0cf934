package org.opendatagov.orchestrator.adapter.postgres;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.catalog.DatasetName;
import org.opendatagov.orchestrator.openlineage.EventDataset;

/** Further names of a dataset: its symlinks, and what it was called before it was renamed. */
final class OtherNames {
    private OtherNames() {}

    static List<DatasetName> of(EventDataset dataset) {
        return Stream.concat(symlinks(dataset), previous(dataset).stream())
                .distinct()
                .toList();
    }

    private static Stream<DatasetName> symlinks(EventDataset dataset) {
        Object facet = dataset.facets().get("symlinks");
        List<?> links =
                facet instanceof Map<?, ?> map && map.get("identifiers") instanceof List<?> list ? list : List.of();
        return links.stream().flatMap(link -> name(link).stream());
    }

    private static Optional<DatasetName> previous(EventDataset dataset) {
        return dataset.facets().get("lifecycleStateChange") instanceof Map<?, ?> change
                        && "RENAME".equals(change.get("lifecycleStateChange"))
                ? name(change.get("previousIdentifier"))
                : Optional.empty();
    }

    private static Optional<DatasetName> name(@Nullable Object link) {
        return link instanceof Map<?, ?> map
                        && map.get("namespace") instanceof String namespace
                        && map.get("name") instanceof String name
                ? Optional.of(new DatasetName(namespace, name))
                : Optional.empty();
    }
}
