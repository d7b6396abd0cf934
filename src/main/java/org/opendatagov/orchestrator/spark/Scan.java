package org.opendatagov.orchestrator.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator reads.
 *
 * @param locations without people's folders and the values of partitions
 * @param partitionColumns columns that the folders are named after
 * @param partitionFilters columns by which partitions were chosen
 * @param dynamicPruning whether a join's other side chose them
 * @param dataFilters columns by which rows were chosen
 */
public record Scan(
        String format,
        Optional<String> table,
        List<String> locations,
        List<String> partitionColumns,
        List<String> partitionFilters,
        boolean dynamicPruning,
        List<String> dataFilters) {
    public Scan {
        locations = List.copyOf(locations);
        partitionColumns = List.copyOf(partitionColumns);
        partitionFilters = List.copyOf(partitionFilters);
        dataFilters = List.copyOf(dataFilters);
    }

    /** How people call it: the table's name, else its location. */
    public String dataset() {
        return table.orElseGet(() -> locations.isEmpty() ? format : locations.getFirst());
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("format", format);
        table.ifPresent(name -> described.put("table", name));
        described.put("locations", locations);
        described.put("partition_columns", partitionColumns);
        described.put("partition_filters", partitionFilters);
        described.put("dynamic_pruning", dynamicPruning);
        described.put("data_filters", dataFilters);
        return described;
    }
}
