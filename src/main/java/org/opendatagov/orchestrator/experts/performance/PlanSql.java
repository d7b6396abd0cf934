package org.opendatagov.orchestrator.experts.performance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** What the text of a query alone gives away; each is told with its line and column, never with its words. */
final class PlanSql {
    /** A text says how something is asked, not what it costs. */
    static final double CONFIDENCE = 0.5;

    private static final int MAX_CHARACTERS = 1_000_000;
    private static final int MOST = 50;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE;

    private record Smell(
            String cause,
            Severity severity,
            String title,
            Pattern pattern,
            Predicate<MatchResult> fits,
            String source,
            String advice) {}

    private static final List<Smell> SMELLS = List.of(
            smell(
                    "large_offset",
                    Severity.MEDIUM,
                    "A large OFFSET makes rows to skip them",
                    "\\bOFFSET\\s{1,9}(\\d{1,18})",
                    found -> Long.parseLong(found.group(1)) >= 10_000,
                    "PostgreSQL's documentation, LIMIT and OFFSET; the number of 10,000 is ours",
                    "Page by key: WHERE (sort_key, id) > (last seen) ORDER BY sort_key, id LIMIT n."),
            smell(
                    "leading_wildcard",
                    Severity.MEDIUM,
                    "A pattern that begins with a wildcard cannot use an ordinary index",
                    "\\bI?LIKE\\s{1,9}'%",
                    found -> true,
                    "PostgreSQL's documentation, Index Types and pg_trgm",
                    "Search by prefix, or in PostgreSQL: CREATE EXTENSION pg_trgm; CREATE INDEX … USING gin (column gin_trgm_ops);"),
            smell(
                    "not_in_subquery",
                    Severity.MEDIUM,
                    "NOT IN with a subquery is no anti-join, and finds nothing where it has a NULL",
                    "\\bNOT\\s{1,9}IN\\s{0,9}\\(\\s{0,9}SELECT\\b",
                    found -> true,
                    "PostgreSQL's documentation, Subquery Expressions, on NULL in NOT IN",
                    "NOT EXISTS (SELECT 1 FROM … WHERE inner.key = outer.key)."),
            smell(
                    "function_around_column",
                    Severity.MEDIUM,
                    "A function around a column keeps indexes, statistics and partition pruning from being used",
                    "\\b(?:WHERE|AND|OR|ON)\\s{1,9}(?:UPPER|LOWER|TRIM|DATE|YEAR|MONTH|TO_CHAR|TO_DATE|DATE_TRUNC|DATE_FORMAT|SUBSTR|SUBSTRING|COALESCE|CAST|EXTRACT)\\s{0,9}\\([^()]{1,200}\\)\\s{0,9}(?:=|<|>|BETWEEN\\b|IN\\b|LIKE\\b)",
                    found -> true,
                    "PostgreSQL's documentation, Indexes on Expressions; Spark and Trino leave partitions out by the bare column alone",
                    "Compare the bare column with a range: day >= DATE … AND day < DATE …; or index the expression."),
            smell(
                    "select_star",
                    Severity.LOW,
                    "SELECT * reads columns that nobody may need",
                    "\\bSELECT\\s{1,9}(?:DISTINCT\\s{1,9})?(?:\\w{1,100}\\.)?\\*",
                    found -> true,
                    "Columnar formats (Parquet, ORC) read named columns alone; index-only scans need it too",
                    "Name the columns that are used."),
            smell(
                    "union_without_all",
                    Severity.LOW,
                    "UNION sorts or hashes all rows to drop equal ones",
                    "\\bUNION\\s{1,9}(?!ALL\\b)",
                    found -> true,
                    "PostgreSQL's documentation, UNION Clause",
                    "UNION ALL, where the parts cannot have equal rows or these do no harm."),
            smell(
                    "comma_join",
                    Severity.LOW,
                    "Tables joined by comma become a cross join when their condition is forgotten",
                    "\\bFROM\\s{1,9}[\\w.\"]{1,200}(?:\\s{1,9}(?:AS\\s{1,9})?\\w{1,100})?\\s{0,9},\\s{0,9}(?!LATERAL\\b|UNNEST\\b)[\\w.\"]{1,200}",
                    found -> true,
                    "Spark SQL's guide on cartesian products",
                    "JOIN … ON with the condition of each pair."),
            smell(
                    "subquery_in_select_list",
                    Severity.LOW,
                    "A subquery in the select list may run once for each row",
                    ",\\s{0,9}\\(\\s{0,9}SELECT\\b",
                    found -> true,
                    "PostgreSQL's documentation, Using EXPLAIN, on SubPlans",
                    "LEFT JOIN (SELECT key, count(*) … GROUP BY key) s ON s.key = t.key."),
            smell(
                    "order_by_random",
                    Severity.MEDIUM,
                    "ORDER BY random() makes and sorts all rows to give a few",
                    "\\bORDER\\s{1,9}BY\\s{1,9}(?:RANDOM|RAND)\\s{0,9}\\(",
                    found -> true,
                    "PostgreSQL's documentation, TABLESAMPLE",
                    "FROM t TABLESAMPLE SYSTEM (1), or WHERE of a random key."));

    private PlanSql() {}

    private static Smell smell(
            String cause,
            Severity severity,
            String title,
            String pattern,
            Predicate<MatchResult> fits,
            String source,
            String advice) {
        return new Smell(cause, severity, title, Pattern.compile(pattern, FLAGS), fits, source, advice);
    }

    /** @throws OrchestratorException {@code invalid_input} where it is too long */
    static List<PlanDiagnosis> check(String sql) {
        if (sql.length() > MAX_CHARACTERS) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    List.of(new Problem(
                            "wrong_value",
                            "/sql",
                            "The query has %,d characters; at most %,d are read."
                                    .formatted(sql.length(), MAX_CHARACTERS))));
        }
        String plain = blanked(sql);
        List<PlanDiagnosis> found = new ArrayList<>();
        for (Smell smell : SMELLS) {
            Matcher matcher = smell.pattern().matcher(plain);
            while (found.size() < MOST && matcher.find()) {
                if (smell.fits().test(matcher)) {
                    found.add(diagnosis(smell, plain, matcher.start()));
                }
            }
        }
        found.sort(java.util.Comparator.comparing(PlanDiagnosis::severity).reversed());
        return found;
    }

    private static PlanDiagnosis diagnosis(Smell smell, String sql, int at) {
        int line = 1
                + (int) sql.substring(0, at)
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
        int column = at - sql.lastIndexOf('\n', at);
        return new PlanDiagnosis(
                smell.cause(),
                List.of(),
                smell.severity(),
                "%s (line %d, column %d)".formatted(smell.title(), line, column),
                PlanFigures.of("line", line, "column", column),
                smell.title(),
                smell.source(),
                smell.advice(),
                new PlanDiagnosis.Saving(
                        java.util.OptionalDouble.empty(),
                        "Not estimated: the text of a query has no times; give its plan."));
    }

    /** Comments and strings as spaces, but for a wildcard that begins a string: what they say is no SQL. */
    private static String blanked(String sql) {
        StringBuilder plain = new StringBuilder(sql);
        int at = 0;
        while (at < sql.length()) {
            int end = at + 1;
            if (sql.charAt(at) == '\'') {
                end = behind(sql, "'", at + 1);
                boolean wildcard = sql.startsWith("%", at + 1);
                blank(plain, at + (wildcard ? 2 : 1), end - 1);
            } else if (sql.startsWith("--", at)) {
                end = behind(sql, "\n", at) - 1;
                blank(plain, at, end);
            } else if (sql.startsWith("/*", at)) {
                end = behind(sql, "*/", at + 2);
                blank(plain, at, end);
            }
            at = Math.max(end, at + 1);
        }
        return plain.toString();
    }

    private static int behind(String sql, String closing, int from) {
        int found = sql.indexOf(closing, from);
        return found < 0 ? sql.length() + 1 : found + closing.length();
    }

    private static void blank(StringBuilder plain, int from, int to) {
        for (int at = from; at < Math.min(to, plain.length()); at++) {
            if (plain.charAt(at) != '\n') {
                plain.setCharAt(at, ' ');
            }
        }
    }
}
