package org.opendatagov.orchestrator.experts.quality.skew;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetPart;
import org.opendatagov.orchestrator.dataset.DatasetProfile;

/**
 * What was measured in a dataset's data.
 *
 * @param named whether somebody asked for these keys, or they were chosen
 */
record DataSkew(
        Layout files,
        Optional<Layout> partitions,
        List<KeySkew> keys,
        boolean named,
        List<PartitionCandidate> candidates) {
    private static final int MOST_KEYS = 20;
    /** Fewer different values than this are no key to spread work by. */
    private static final int FEWEST_VALUES = 10;

    static DataSkew of(Connection connection, DatasetProfile profile, List<DatasetPart> parts, List<String> keys)
            throws SQLException {
        List<KeySkew> measured = new ArrayList<>();
        for (ColumnProfile column : keys.isEmpty() ? chosen(profile) : named(profile, keys)) {
            measured.add(KeySkew.of(connection, column));
        }
        return new DataSkew(
                Layout.files(parts),
                Layout.partitions(parts),
                measured,
                !keys.isEmpty(),
                PartitionCandidate.of(connection, profile));
    }

    private static List<ColumnProfile> named(DatasetProfile profile, List<String> keys) {
        return profile.columns().stream()
                .filter(column -> keys.contains(column.name()))
                .toList();
    }

    /** Columns with many values, each several times: what tables are joined and grouped by. */
    private static List<ColumnProfile> chosen(DatasetProfile profile) {
        return profile.columns().stream()
                .filter(column -> column.distinct() >= FEWEST_VALUES && column.distinct() * 2 <= profile.rows())
                .filter(column -> !column.logicalType().equals("nested")
                        && !column.logicalType().equals("decimal"))
                .limit(MOST_KEYS)
                .toList();
    }

    /** What it is divided into: partitions where there are any, else files. */
    Layout layout() {
        return partitions.orElse(files);
    }

    /** Of keys that nobody named only those count that are uneven by both measures. */
    List<KeySkew> skewedKeys() {
        return keys.stream()
                .filter(key -> key.rows().skewed())
                .filter(key -> named
                        || (key.rows().largestTenth() >= Distribution.SKEWED_SHARE
                                && key.rows().largestByMedian() > Distribution.SKEWED_FACTOR))
                .toList();
    }

    boolean skewed() {
        return layout().skewed() || !skewedKeys().isEmpty();
    }

    /** A column that would divide it more evenly than it is. */
    Optional<PartitionCandidate> suggestion() {
        Optional<PartitionCandidate> best = PartitionCandidate.best(candidates);
        boolean divided = partitions.isPresent() && !layout().skewed();
        return best.filter(candidate ->
                !divided || candidate.rows().evenness() > layout().measure().evenness());
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("source", "data");
        described.put("skewed", skewed());
        described.put("files", files.describe());
        partitions.ifPresent(known -> described.put("partitions", known.describe()));
        described.put("keys", keys.stream().map(KeySkew::describe).toList());
        described.put(
                "partition_candidates",
                candidates.stream().map(PartitionCandidate::describe).toList());
        suggestion().ifPresent(candidate -> described.put("suggestion", candidate.describe()));
        return described;
    }
}
