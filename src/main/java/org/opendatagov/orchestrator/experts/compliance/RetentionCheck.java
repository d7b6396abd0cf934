package org.opendatagov.orchestrator.experts.compliance;

import java.util.Optional;
import org.opendatagov.orchestrator.dataset.ColumnProfile;

/** GDPR Art. 5(1)(e): counts the records that are older than the declared period, by the declared date column. */
final class RetentionCheck implements Check {
    private static final String COLUMN = "retention_column";

    private final Ageing ageing;

    RetentionCheck(Ageing ageing) {
        this.ageing = ageing;
    }

    @Override
    public Outcome of(Facts facts) {
        String label = facts.declared().retentionColumn().orElse("");
        Optional<ColumnProfile> column = facts.column(label);
        if (column.isEmpty()) {
            return Outcome.needs(COLUMN, "The declared date column '%s' is no column of the dataset.".formatted(label));
        }
        if (!ColumnCounts.dated(column.get())) {
            return Outcome.needs(
                    COLUMN,
                    "The declared date column '%s' holds no dates but %s."
                            .formatted(label, column.get().logicalType()));
        }
        return outcome(ageing.of(
                facts.dataset(), column.get(), facts.declared().retention().orElse("")));
    }

    static Outcome outcome(Ages ages) {
        if (ages.expired() > 0) {
            return Outcome.violated(
                    "%,d of %,d records are older than %s: delete where '%s' is before %s."
                            .formatted(
                                    ages.expired(),
                                    ages.rows(),
                                    ages.period(),
                                    ages.column(),
                                    ages.cutoff().toLocalDate()),
                    ages.figures());
        }
        return ages.dated() == 0 && ages.rows() > 0
                ? Outcome.needs(COLUMN, "No record has a date in '%s'.".formatted(ages.column()))
                : Outcome.satisfied(
                        "No dated record is older than %s; %,d of %,d have no date."
                                .formatted(ages.period(), ages.rows() - ages.dated(), ages.rows()),
                        ages.figures());
    }
}
