package org.opendatagov.orchestrator.experts.compliance;

import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.privacy.ClassMatch;
import org.opendatagov.orchestrator.privacy.LabelHints;

/**
 * What a rule forbids in data.
 *
 * @param classes classes that the detectors know
 * @param logicalTypes such as {@code url}
 * @param labels words of labels where no detector knows the values; such a column is found where nearly each value is another one, and
 *     doubtful else
 * @param named words of labels that suffice where the column has any value: those of cities, or images, look like nothing else
 */
record Forbidden(List<String> classes, List<String> logicalTypes, List<String> labels, List<String> named) {
    /** Codes of persons hardly repeat; this project's own. */
    private static final double HARDLY_REPEATED = 0.5;

    Forbidden {
        classes = List.copyOf(classes);
        logicalTypes = List.copyOf(logicalTypes);
        labels = List.copyOf(labels);
        named = List.copyOf(named);
    }

    Outcome in(Facts facts) {
        List<ColumnProfile> columns = facts.profile().columns();
        List<String> found =
                columns.stream().filter(this::found).map(ColumnProfile::name).toList();
        List<String> doubtful =
                columns.stream().filter(this::doubtful).map(ColumnProfile::name).toList();
        if (!found.isEmpty()) {
            return Outcome.violated(
                    "Found in %s.".formatted(String.join(", ", found)),
                    Map.of("columns", found, "doubtful_columns", doubtful));
        }
        return doubtful.isEmpty()
                ? Outcome.satisfied("No column is known to hold it.", Map.of())
                : Outcome.needs(
                        List.of("content_of_columns"),
                        "By their labels %s may hold it; their values do not tell."
                                .formatted(String.join(", ", doubtful)),
                        Map.of("columns", doubtful));
    }

    /** Whether values say that the column holds it. */
    boolean found(ColumnProfile column) {
        boolean classed =
                column.privacy().classes().stream().map(ClassMatch::name).anyMatch(classes::contains);
        return classed
                || logicalTypes.contains(column.logicalType())
                || says(column, named)
                || (says(column, labels) && codes(column));
    }

    /** Whether its label alone says so. */
    boolean doubtful(ColumnProfile column) {
        return !found(column) && says(column, labels);
    }

    private static boolean says(ColumnProfile column, List<String> words) {
        boolean tells = column.distinct() > 0 && !column.logicalType().equals("boolean");
        return tells && !words.isEmpty() && LabelHints.says(column.name(), words);
    }

    private static boolean codes(ColumnProfile column) {
        boolean repeated = column.singletons()
                .map(single -> single < column.distinct() * HARDLY_REPEATED)
                .orElse(true);
        return !repeated && column.distinct() > 1;
    }
}
