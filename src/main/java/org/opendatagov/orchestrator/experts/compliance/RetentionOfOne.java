package org.opendatagov.orchestrator.experts.compliance;

import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetPart;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.Sql;
import org.opendatagov.orchestrator.privacy.LabelHints;

/** Ages the records of one dataset. */
final class RetentionOfOne {
    /** What tells when a record came to be, the clearest first; a date of birth never does. */
    private static final List<List<String>> AGEING = List.of(
            List.of(
                    "created",
                    "created_at",
                    "created_on",
                    "creation_date",
                    "inserted_at",
                    "signup",
                    "registered",
                    "registration_date"),
            List.of(
                    "order_date",
                    "event_time",
                    "event_date",
                    "transaction_time",
                    "transaction_date",
                    "timestamp",
                    "occurred_at",
                    "date",
                    "ts"),
            List.of("updated", "updated_at", "modified", "modified_at", "last_seen"));

    private static final int MOST_PARTITIONS = 100;

    private final Datasets datasets;
    private final Ageing ageing;

    RetentionOfOne(Datasets datasets, Ageing ageing) {
        this.datasets = datasets;
        this.ageing = ageing;
    }

    Retention of(Facts facts, RetentionQuestion question) {
        List<ColumnProfile> candidates = candidates(facts);
        List<String> names = candidates.stream().map(ColumnProfile::name).toList();
        Optional<ColumnProfile> asked = question.column().flatMap(facts::column).filter(ColumnCounts::dated);
        if (question.column().isPresent() && asked.isEmpty()) {
            String reason = "The date column '%s' is no column of the dataset, or holds no dates."
                    .formatted(question.column().get());
            return uncounted(RetentionStatus.UNDETERMINED, reason, question, names);
        }
        Optional<ColumnProfile> column = asked.or(() -> candidates.stream().findFirst());
        if (question.period().isEmpty()) {
            return uncounted(RetentionStatus.UNDECLARED, "No retention period is declared.", question, names);
        }
        if (column.isEmpty()) {
            return uncounted(
                    RetentionStatus.UNDETERMINED, "No column holds dates that could age its records.", question, names);
        }
        Ages ages = ageing.of(facts.dataset(), column.get(), question.period().get());
        return counted(facts, ages, asked.isEmpty(), names);
    }

    private static Retention uncounted(
            RetentionStatus status, String reason, RetentionQuestion question, List<String> candidates) {
        return new Retention(
                status, reason, question.period(), question.column(), false, Optional.empty(), List.of(), candidates);
    }

    private Retention counted(Facts facts, Ages ages, boolean proposed, List<String> candidates) {
        Outcome outcome = RetentionCheck.outcome(ages);
        RetentionStatus status = switch (outcome.verdict()) {
            case VIOLATED -> RetentionStatus.VIOLATED;
            case NEEDS_EVIDENCE -> RetentionStatus.UNDETERMINED;
            case SATISFIED, NOT_APPLICABLE -> RetentionStatus.COMPLIANT;
        };
        return new Retention(
                status,
                outcome.reason(),
                Optional.of(ages.period()),
                Optional.of(ages.column()),
                proposed,
                Optional.of(ages),
                status == RetentionStatus.VIOLATED ? expired(facts, ages) : List.of(),
                candidates);
    }

    private static List<ColumnProfile> candidates(Facts facts) {
        return facts.profile().columns().stream()
                .filter(ColumnCounts::dated)
                .filter(column -> !facts.personal().containsKey(column.name()))
                .sorted(Comparator.comparingInt(RetentionOfOne::rank)
                        .thenComparingLong(ColumnProfile::nulls)
                        .thenComparingInt(ColumnProfile::position))
                .toList();
    }

    private static int rank(ColumnProfile column) {
        for (int rank = 0; rank < AGEING.size(); rank++) {
            if (LabelHints.says(column.name(), AGEING.get(rank))) {
                return rank;
            }
        }
        return AGEING.size();
    }

    /** Partitions in which every record is dated and past the period: they can be dropped whole. */
    private List<String> expired(Facts facts, Ages ages) {
        Dataset dataset = facts.dataset();
        Set<String> keys = new LinkedHashSet<>();
        for (DatasetPart part : datasets.parts(dataset)) {
            for (String folder : part.partition().split("/", -1)) {
                if (!folder.isEmpty()) {
                    keys.add(folder.substring(0, folder.indexOf('=')));
                }
            }
        }
        keys.removeIf(key ->
                facts.column(key).filter(column -> !column.privacy().personal()).isEmpty());
        return keys.isEmpty() ? List.of() : expired(dataset, List.copyOf(keys), ages);
    }

    private List<String> expired(Dataset dataset, List<String> keys, Ages ages) {
        String columns = keys.stream().map(Sql::identifier).collect(Collectors.joining(", "));
        String shown = keys.stream()
                .map(key -> Sql.literal(key + "=") + " || CAST(" + Sql.identifier(key) + " AS VARCHAR)")
                .collect(Collectors.joining(" || '/' || "));
        String sql = "SELECT " + shown + " FROM dataset GROUP BY " + columns + " HAVING bool_and(coalesce("
                + ages.predicate() + ", false)) ORDER BY " + columns + " LIMIT " + MOST_PARTITIONS;
        return datasets.query(dataset, connection -> {
            List<String> partitions = new ArrayList<>();
            try (var statement = connection.prepareStatement(sql);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    partitions.add(row.getString(1));
                }
            }
            return partitions;
        });
    }
}
