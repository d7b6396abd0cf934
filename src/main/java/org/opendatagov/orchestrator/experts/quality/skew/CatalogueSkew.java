package org.opendatagov.orchestrator.experts.quality.skew;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Figures;
import org.opendatagov.orchestrator.dataset.TopValue;

/** What the last profile of a dataset says that cannot be read now: the most frequent values of each column, and nothing of files. */
record CatalogueSkew(List<Key> keys, long rows) {
    /**
     * @param atLeast share of rows under the most frequent values that were kept, of as many as a tenth of the values at most: the largest
     *     tenth has this or more
     */
    record Key(String column, long distinct, long largest, double largestByAverage, double atLeast) {
        boolean skewed() {
            return distinct > 1
                    && (largestByAverage > Distribution.SKEWED_FACTOR || atLeast >= Distribution.SKEWED_SHARE);
        }

        Map<String, Object> describe() {
            Map<String, Object> rows = new LinkedHashMap<>();
            rows.put("count", distinct);
            rows.put("max", largest);
            rows.put("max_by_average", largestByAverage);
            rows.put("largest_tenth_share_at_least", atLeast);
            rows.put("skewed", skewed());
            return Map.of("column", column, "rows", rows, "hot_keys", List.of());
        }
    }

    static CatalogueSkew of(DatasetProfile profile) {
        List<Key> keys = new ArrayList<>();
        for (ColumnProfile column : profile.columns()) {
            boolean counted = !column.privacy().personal()
                    && !column.topValues().isEmpty()
                    && column.distinct() > 1
                    && column.distinct() < profile.rows();
            if (counted) {
                keys.add(key(column, profile.rows()));
            }
        }
        return new CatalogueSkew(keys, profile.rows());
    }

    private static Key key(ColumnProfile column, long rows) {
        long tenth = (column.distinct() + 9) / 10;
        long sum = column.topValues().stream()
                .limit(tenth)
                .mapToLong(TopValue::count)
                .sum();
        long largest = column.topValues().getFirst().count();
        return new Key(
                column.name(),
                column.distinct(),
                largest,
                Figures.six((double) largest * column.distinct() / rows),
                Figures.six((double) sum / rows));
    }

    List<Key> skewedKeys() {
        return keys.stream().filter(Key::skewed).toList();
    }

    Map<String, Object> describe() {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("source", "catalogue");
        described.put("skewed", !skewedKeys().isEmpty());
        described.put("keys", keys.stream().map(Key::describe).toList());
        return described;
    }
}
