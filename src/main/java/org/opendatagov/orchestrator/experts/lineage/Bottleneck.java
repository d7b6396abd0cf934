package org.opendatagov.orchestrator.experts.lineage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A dataset that holds a pipeline up, with what speaks for it.
 *
 * @param dataset as it is called where it was found
 * @param seconds how long the pipeline's stages that read it took; absent where no analysis tells
 * @param share of all such seconds, 0..1
 * @param partitioned absent where nobody knows
 * @param fanOut how many jobs read it
 * @param pathSeconds how long the jobs take that wait for it one after the other
 */
record Bottleneck(
        String dataset,
        Optional<String> id,
        Optional<String> location,
        OptionalDouble seconds,
        OptionalDouble share,
        Optional<Boolean> partitioned,
        List<String> partitionColumns,
        int fanOut,
        double pathSeconds) {
    Bottleneck {
        partitionColumns = List.copyOf(partitionColumns);
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("dataset", dataset);
        id.ifPresent(known -> described.put("id", known));
        location.ifPresent(known -> described.put("location", known));
        seconds.ifPresent(known -> described.put("seconds", known));
        share.ifPresent(known -> described.put("share", Math.round(known * 1e4) / 1e4));
        partitioned.ifPresent(known -> described.put("partitioned", known));
        described.put("partition_columns", partitionColumns);
        described.put("fan_out", fanOut);
        described.put("critical_path_seconds", pathSeconds);
        return described;
    }
}
