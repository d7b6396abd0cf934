package org.opendatagov.orchestrator.experts.quality;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.dataset.ColumnProfile;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.Figures;
import org.opendatagov.orchestrator.dataset.Sql;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.Findings;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.experts.quality.Expectation.Weight;
import org.opendatagov.orchestrator.experts.quality.ExpectationSql.Selected;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** {@code run_expectation}: one expectation as it was asked for, on all rows of a dataset. */
final class ExpectationRun {
    /** Ours: over five million rows the slowest patterns that RE2 takes end within it; what does not must not keep the pool. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** Whole numbers below it are exact in a double. */
    private static final long EXACT = 1L << 53;

    private final Datasets datasets;
    private final Duration longest;

    /** What came of it, and what tells of it. */
    private record Outcome(boolean success, Map<String, Object> figures) {}

    ExpectationRun(Datasets datasets) {
        this(datasets, LONGEST);
    }

    ExpectationRun(Datasets datasets, Duration longest) {
        this.datasets = datasets;
        this.longest = longest;
    }

    ExpertReport perform(ExpertRequest request) {
        AskedExpectation asked = AskedExpectation.of(request);
        Dataset dataset = datasets.open(request.requiredText("file_path"), request.fingerprints());
        DatasetProfile profile = datasets.profile(dataset);
        refuse(ExpectationProbe.problems(asked, profile));
        return report(asked, dataset, profile.rows(), outcome(asked, dataset, profile));
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
    }

    private Outcome outcome(AskedExpectation asked, Dataset dataset, DatasetProfile profile) {
        List<String> names = profile.columns().stream().map(ColumnProfile::name).toList();
        return switch (asked.type()) {
            case COLUMN_TO_EXIST -> new Outcome(names.contains(asked.text("column")), Map.of());
            case TABLE_COLUMNS_TO_MATCH_SET ->
                new Outcome(Set.copyOf(names).equals(Set.copyOf(asked.texts("column_set"))), observed(names));
            case TABLE_COLUMNS_TO_MATCH_ORDERED_LIST ->
                new Outcome(names.equals(asked.texts("column_list")), observed(names));
            case TABLE_ROW_COUNT_TO_BE_BETWEEN, TABLE_ROW_COUNT_TO_EQUAL ->
                new Outcome(asked.holds(BigDecimal.valueOf(profile.rows())), observed(profile.rows()));
            case TABLE_COLUMN_COUNT_TO_BE_BETWEEN, TABLE_COLUMN_COUNT_TO_EQUAL ->
                new Outcome(asked.holds(BigDecimal.valueOf(names.size())), observed(names.size()));
            default -> datasets.query(dataset, connection -> queried(asked, profile, connection));
        };
    }

    private static Map<String, Object> observed(@Nullable Object value) {
        return value == null ? Map.of() : Map.of("observed_value", value);
    }

    private Outcome queried(AskedExpectation asked, DatasetProfile profile, Connection connection) throws SQLException {
        compile(asked, connection);
        return switch (new ExpectationSql(asked, columns(asked, profile)).selected()) {
            case Selected.Counted counted ->
                selected(connection, counted.elements() + ", " + counted.unexpected(), row -> {
                    Check check = new Check(judged(asked, row.getLong(1)), row.getLong(2));
                    return new Outcome(check.success(), ValidationResult.figures(check, profile.rows()));
                });
            case Selected.Observed observed ->
                selected(
                        connection,
                        observed.value() + ", coalesce(" + observed.inside() + ", false)",
                        row -> new Outcome(row.getBoolean(2), observed(figure(row.getObject(1)))));
        };
    }

    private static List<ColumnProfile> columns(AskedExpectation asked, DatasetProfile profile) {
        Map<String, ColumnProfile> known = new LinkedHashMap<>();
        profile.columns().forEach(column -> known.put(column.name(), column));
        List<ColumnProfile> columns = new ArrayList<>();
        asked.columns().values().forEach(name -> columns.add(Objects.requireNonNull(known.get(name), name)));
        return columns;
    }

    private static Expectation judged(AskedExpectation asked, long elements) {
        return new Expectation(
                asked.type().text(), asked.given(), "", Weight.INFO, "", elements, asked.mostly(), false);
    }

    /** A moment as text, a number to six digits, a whole one as it is. */
    private static @Nullable Object figure(@Nullable Object value) {
        if (!(value instanceof Number number)) {
            return value == null ? null : String.valueOf(value);
        }
        double exact = number.doubleValue();
        double figure = exact == Math.rint(exact) ? exact : Figures.six(exact);
        return figure == Math.rint(figure) && Math.abs(figure) < EXACT ? (Object) Math.round(figure) : figure;
    }

    /** What RE2 does not take is refused before it is run on anything. */
    private static void compile(AskedExpectation asked, Connection connection) throws SQLException {
        if (!asked.given().containsKey("regex")) {
            return;
        }
        try (var statement = connection.prepareStatement(
                        "SELECT regexp_matches('', " + Sql.literal(asked.text("regex")) + ")");
                ResultSet row = statement.executeQuery()) {
            row.next();
        } catch (SQLException e) {
            // Its message quotes the pattern.
            refuse(
                    List.of(
                            new Problem(
                                    "wrong_value",
                                    "/regex",
                                    "Parameter 'regex' is no regular expression that RE2 takes: it has no look-around and no back references, and at most 1,000 repetitions.")));
        }
    }

    private <T> T selected(Connection connection, String expressions, Reading<T> reading) throws SQLException {
        long start = System.nanoTime();
        try (var statement = connection.prepareStatement("SELECT " + expressions + " FROM dataset")) {
            statement.setQueryTimeout((int) Math.max(1, longest.toSeconds()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return reading.of(row);
            }
        } catch (SQLException e) {
            if (System.nanoTime() - start < longest.toNanos()) {
                throw e;
            }
            throw new OrchestratorException(
                    ErrorCode.LIMIT_REACHED,
                    "The expectation took more than %d s; ask for less, such as a simpler pattern."
                            .formatted(longest.toSeconds()),
                    e);
        }
    }

    /** Takes what it needs of a row. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static ExpertReport report(AskedExpectation asked, Dataset dataset, long rows, Outcome outcome) {
        String type = asked.type().text();
        String holds = outcome.success() ? "holds" : "does not hold";
        Subject subject = Subject.ofDataset(dataset.location());
        Findings findings = new Findings();
        String id = findings.evidence("expectation", "expectation", subject, "What came of " + type, outcome.figures());
        findings.rule(
                outcome.success() ? Severity.INFO : Severity.MEDIUM,
                "%s %s".formatted(type, holds),
                "It was run as it was asked for, on all rows.",
                subject,
                1,
                id,
                outcome.success() ? "" : "Look at the rows that contradict it, or expect less (mostly).",
                "Great Expectations 1.x, " + type);
        return new ExpertReport(
                "%s %s on %,d rows".formatted(type, holds, rows),
                findings.findings(),
                findings.evidence(),
                ValidationResult.one(type, asked.shown(), outcome.success(), outcome.figures()),
                Map.of("success", outcome.success()),
                Map.of(dataset.location(), dataset.fingerprint()));
    }
}
