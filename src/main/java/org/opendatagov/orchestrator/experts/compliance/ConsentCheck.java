package org.opendatagov.orchestrator.experts.compliance;

import java.sql.ResultSet;
import java.util.Map;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.Sql;

/** GDPR Art. 7(1): where a column of the dataset records consent, counts the records without it; elsewhere nothing can be counted. */
final class ConsentCheck implements Check {
    private final Datasets datasets;

    ConsentCheck(Datasets datasets) {
        this.datasets = datasets;
    }

    @Override
    public Outcome of(Facts facts) {
        String source = facts.declared().consentSource().orElse("");
        boolean basis = facts.declared().lawfulBasis().filter("consent"::equals).isPresent();
        if (!basis || facts.column(source).isEmpty()) {
            return Outcome.satisfied("Consent is declared to be recorded elsewhere; it was not looked at.", Map.of());
        }
        long without = without(facts, source);
        Map<String, Object> figures =
                Map.of("without_consent", without, "rows", facts.profile().rows());
        return without == 0
                ? Outcome.satisfied("Every record has consent in '%s'.".formatted(source), figures)
                : Outcome.violated(
                        "%,d of %,d records have no consent in '%s', the declared basis."
                                .formatted(without, facts.profile().rows(), source),
                        figures);
    }

    private long without(Facts facts, String column) {
        String value = "lower(trim(CAST(" + Sql.identifier(column) + " AS VARCHAR)))";
        String sql =
                "SELECT count(*) FROM dataset WHERE coalesce(" + value + ", '') IN ('', 'false', 'no', 'f', 'n', '0')";
        return datasets.query(facts.dataset(), connection -> {
            try (var statement = connection.prepareStatement(sql);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }
}
