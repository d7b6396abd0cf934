package org.opendatagov.orchestrator.experts.compliance;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.Declarations;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.Problem;

/** By which period and column records are aged: what the call says, else what is declared. */
record RetentionQuestion(Optional<String> period, Optional<String> column) {
    static final String PERIOD = "retention";
    static final String COLUMN = "retention_column";

    static RetentionQuestion declared(Declarations declared) {
        return new RetentionQuestion(declared.retention(), declared.retentionColumn());
    }

    static RetentionQuestion of(ExpertRequest request, Declarations declared) {
        return new RetentionQuestion(
                request.text(PERIOD).or(declared::retention),
                request.text(COLUMN).or(declared::retentionColumn));
    }

    /** What the schema does not say. */
    static List<Problem> problems(ExpertRequest request) {
        List<Problem> problems = new ArrayList<>();
        if (request.inputs().get(PERIOD) instanceof String period && !isPeriod(period)) {
            problems.add(new Problem(
                    "wrong_value",
                    "/" + PERIOD,
                    "'retention' must be an ISO-8601 period above 0, such as P2Y or P90D."));
        }
        return problems;
    }

    private static boolean isPeriod(String text) {
        try {
            Period period = Period.parse(text);
            return !period.isZero() && !period.isNegative();
        } catch (DateTimeException e) {
            return isDuration(text);
        }
    }

    private static boolean isDuration(String text) {
        try {
            return Duration.parse(text).isPositive();
        } catch (DateTimeException e) {
            return false;
        }
    }
}
