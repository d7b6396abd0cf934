package org.opendatagov.orchestrator.experts.quality;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An expectation and how many elements contradict it. */
record Check(Expectation expectation, long unexpected) {
    private static final int AT_ONCE = 100;

    /** Least share of the elements of which a rule still says something, as text is taken for a format from 90 % on. */
    private static final double ENOUGH = 0.9;

    double share() {
        return expectation.elements() == 0 ? 1 : 1 - (double) unexpected / expectation.elements();
    }

    boolean success() {
        return unexpected == 0 || share() >= expectation.mostly();
    }

    /** A tentative one weakened to what holds; none where too little does. */
    private Optional<Check> settled() {
        if (!expectation.tentative()) {
            return Optional.of(this);
        }
        if (unexpected == 0) {
            return Optional.of(new Check(expectation.settled(), 0));
        }
        boolean enough = share() >= ENOUGH && !expectation.kwargs().containsKey("column_list");
        return enough
                ? Optional.of(
                        new Check(expectation.mostly(Wilson.lowerBound(share(), expectation.elements())), unexpected))
                : Optional.empty();
    }

    /** Runs all expectations, many in one pass over the rows, and keeps those that say something. */
    static List<Check> all(Connection connection, List<Expectation> expectations) throws SQLException {
        List<Check> checks = new ArrayList<>();
        for (int from = 0; from < expectations.size(); from += AT_ONCE) {
            List<Expectation> some = expectations.subList(from, Math.min(expectations.size(), from + AT_ONCE));
            String counts =
                    String.join(", ", some.stream().map(Expectation::unexpected).toList());
            try (var statement = connection.prepareStatement("SELECT " + counts + " FROM dataset");
                    ResultSet row = statement.executeQuery()) {
                row.next();
                for (int index = 0; index < some.size(); index++) {
                    new Check(some.get(index), row.getLong(index + 1)).settled().ifPresent(checks::add);
                }
            }
        }
        return checks;
    }
}
