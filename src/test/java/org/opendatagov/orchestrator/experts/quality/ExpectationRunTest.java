package org.opendatagov.orchestrator.experts.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.adapter.postgres.TestCatalogs;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.support.Calls;
import org.opendatagov.orchestrator.support.ParquetFile;
import org.opendatagov.orchestrator.support.ResultCheck;

/** Expectations that somebody asks for, on 1,000 rows of which every 10th misses its amount. */
class ExpectationRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Catalog CATALOG = TestCatalogs.create();
    private static final String ROWS = """
            SELECT i AS id, CASE WHEN i % 10 > 0 THEN 0.5 * (i % 8) END AS amount, ['open', 'paid', 'it''s'][1 + i % 3] AS state,
                DATE '2026-01-01' + CAST(i % 31 AS INTEGER) AS day, TIMESTAMPTZ '2026-01-01 00:00:00+00' + INTERVAL (i) HOUR AS moment,
                9007199254740993 + i AS big, CASE WHEN i = 3 THEN 'NaN'::DOUBLE ELSE i / 2 END AS half, i AS "odd ""name", i + i % 2 AS later,
                'user' || i || '@example.com' AS email, concat(200 + i % 300, 10 + i % 80, 1000 + i)::BIGINT AS ssn, i % 2 = 0 AS flag,
                'A customer rang about parcel number ' || (i * 7919) || ' and was content' AS note, [i] AS many
            FROM range(1000) AS numbers(i)""";

    private static final Path FOLDER =
            Path.of("target", "test-data", "expectations").toAbsolutePath();
    private static final Datasets DATASETS =
            TestDatasets.in(FOLDER.resolve("work"), FOLDER).datasets();
    private static final String FILE =
            ParquetFile.write(FOLDER.resolve("rows.parquet"), ROWS).toString();

    private ExpertReport report(Map<String, Object> asked) {
        Map<String, Object> inputs = new LinkedHashMap<>(asked);
        inputs.put("file_path", FILE);
        return new QualityExpert(DATASETS, CATALOG).perform(Calls.of("run_expectation", inputs));
    }

    private static Map<String, Object> asked(String type, String parameters) throws Exception {
        Map<String, Object> asked = JSON.readValue("{" + parameters.replace('`', '"') + "}", new TypeReference<>() {});
        asked.put("type", "expect_" + type);
        return asked;
    }

    private JsonNode result(String type, String parameters) throws Exception {
        return ResultCheck.valid(QualitySchemas.RUN, report(asked(type, parameters)));
    }

    private List<Problem> problems(String type, String parameters) throws Exception {
        Map<String, Object> asked = asked(type, parameters);
        List<Problem> problems = new ArrayList<>();
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> report(asked))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                .satisfies(e -> problems.addAll(e.problems()));
        return problems;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "column_values_to_not_be_null | `column`: `amount` | false | 100",
                "column_values_to_not_be_null | `column`: `amount`, `mostly`: 0.9 | true | 100",
                "column_values_to_not_be_null | `column`: `half` | false | 1",
                "column_values_to_be_null | `column`: `amount` | false | 900",
                "column_values_to_be_unique | `column`: `id` | true | 0",
                "column_values_to_be_unique | `column`: `state` | false | 1000",
                "column_values_to_be_unique | `column`: `email` | true | 0",
                "column_values_to_be_unique | `column`: `many` | true | 0",
                "column_values_to_be_between | `column`: `id`, `min_value`: 10, `max_value`: `989` | false | 20",
                "column_values_to_be_between | `column`: `id`, `min_value`: 0, `strict_min`: true | false | 1",
                "column_values_to_be_between | `column`: `id`, `max_value`: 998.5 | false | 1",
                "column_values_to_be_between | `column`: `big`, `min_value`: 9007199254740994 | false | 1",
                "column_values_to_be_between | `column`: `half`, `max_value`: 1e300 | true | 0",
                "column_values_to_be_between | `column`: `day`, `min_value`: `2026-01-02` | false | 33",
                "column_values_to_be_between | `column`: `moment`, `max_value`: `2026-01-01T05:30:00+01:00` | false | 995",
                "column_values_to_be_between | `column`: `odd \\\"name`, `max_value`: 998 | false | 1",
                "column_values_to_be_in_set | `column`: `state`, `value_set`: [`open`, `paid`] | false | 333",
                "column_values_to_be_in_set | `column`: `state`, `value_set`: [`open`, `paid`, `it's`] | true | 0",
                "column_values_to_be_in_set | `column`: `amount`, `value_set`: [0, `0.5`, 1.0, 1.5, 2, 2.5, 3, 3.5] | true | 0",
                "column_values_to_be_in_set | `column`: `flag`, `value_set`: [true] | false | 500",
                "column_values_to_not_be_in_set | `column`: `state`, `value_set`: [`open`] | false | 334",
                "column_values_to_match_regex | `column`: `state`, `regex`: `^[a-z]+$` | false | 333",
                "column_values_to_not_match_regex | `column`: `state`, `regex`: `'` | false | 333",
                "column_value_lengths_to_be_between | `column`: `email`, `max_value`: 17 | false | 990",
                "column_value_lengths_to_equal | `column`: `state`, `value`: 4 | true | 0",
                "column_pair_values_to_be_equal | `column_a`: `id`, `column_b`: `later` | false | 500",
                "column_pair_values_to_be_equal | `column_a`: `half`, `column_b`: `half` | true | 0",
                "column_pair_values_A_to_be_greater_than_B | `column_a`: `later`, `column_b`: `id` | false | 500",
                "column_pair_values_A_to_be_greater_than_B | `column_a`: `later`, `column_b`: `id`, `or_equal`: true | true | 0",
                "column_pair_values_A_to_be_greater_than_B | `column_a`: `later`, `column_b`: `amount`, `or_equal`: true | false | 100",
                "compound_columns_to_be_unique | `column_list`: [`state`, `day`] | false | 1000",
                "compound_columns_to_be_unique | `column_list`: [`state`, `id`] | true | 0"
            })
    void elements_that_contradict_are_counted(String type, String parameters, boolean success, long unexpected)
            throws Exception {
        JsonNode result = result(type, parameters);

        assertThat(result.at("/result/unexpected_count").asLong())
                .as(result.toPrettyString())
                .isEqualTo(unexpected);
        assertThat(result.path("success").asBoolean())
                .as(result.toPrettyString())
                .isEqualTo(success);
        assertThat(result.at("/result/element_count").asLong()).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "column_min_to_be_between | `column`: `id`, `min_value`: 0 | true | 0",
                "column_max_to_be_between | `column`: `id`, `max_value`: 998 | false | 999",
                "column_max_to_be_between | `column`: `day`, `max_value`: `2026-01-31` | true | 2026-01-31 00:00:00",
                "column_mean_to_be_between | `column`: `id`, `min_value`: 499.5, `max_value`: 499.5 | true | 499.5",
                "column_median_to_be_between | `column`: `id`, `strict_max`: true, `max_value`: 499.5 | false | 499.5",
                "column_stdev_to_be_between | `column`: `id`, `max_value`: 300 | true | 288.819",
                "column_sum_to_be_between | `column`: `half`, `min_value`: 249748.5 | true | 249749",
                "column_unique_value_count_to_be_between | `column`: `email`, `min_value`: 1000 | true | 1000",
                "column_proportion_of_unique_values_to_be_between | `column`: `state`, `max_value`: 0.01 | true | 0.003",
                "table_row_count_to_be_between | `min_value`: 1, `max_value`: 999 | false | 1000",
                "table_row_count_to_equal | `value`: 1000 | true | 1000",
                "table_column_count_to_equal | `value`: 2 | false | 14",
                "table_column_count_to_be_between | `min_value`: 14, `strict_min`: true | false | 14"
            })
    void a_figure_is_observed(String type, String parameters, boolean success, String observed) throws Exception {
        JsonNode result = result(type, parameters);

        assertThat(result.at("/result/observed_value").asText())
                .as(result.toPrettyString())
                .isEqualTo(observed);
        assertThat(result.path("success").asBoolean())
                .as(result.toPrettyString())
                .isEqualTo(success);
    }

    @Test
    void columns_are_held_against_names() throws Exception {
        assertThat(result("column_to_exist", "`column`: `id`").path("success").asBoolean())
                .isTrue();
        assertThat(result("column_to_exist", "`column`: `gone`").path("success").asBoolean())
                .isFalse();
        assertThat(result("table_columns_to_match_set", "`column_set`: [`id`]")
                        .path("success")
                        .asBoolean())
                .isFalse();
        assertThat(result("table_columns_to_match_ordered_list", "`column_list`: [`id`]")
                        .at("/result/observed_value"))
                .hasSize(14);
    }

    /** With an answer to any of these a caller would know whether a person is among the rows, or find a value out by halves. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "column_values_to_be_in_set | `column`: `email`, `value_set`: [`user7@example.com`]",
                "column_values_to_not_be_in_set | `column`: `email`, `value_set`: [`user7@example.com`]",
                "column_values_to_match_regex | `column`: `email`, `regex`: `^user7@`",
                "column_values_to_not_match_regex | `column`: `email`, `regex`: `.`",
                "column_values_to_be_between | `column`: `ssn`, `min_value`: 200101000, `max_value`: 200101000",
                "column_min_to_be_between | `column`: `ssn`, `min_value`: 0",
                "column_max_to_be_between | `column`: `ssn`, `min_value`: 0",
                "column_mean_to_be_between | `column`: `ssn`, `min_value`: 0",
                "column_sum_to_be_between | `column`: `ssn`, `min_value`: 0",
                "column_values_to_match_regex | `column`: `note`, `regex`: `parcel number 7919 `",
                "column_values_to_be_in_set | `column`: `many`, `value_set`: [`[7]`]",
                "column_pair_values_A_to_be_greater_than_B | `column_a`: `ssn`, `column_b`: `big`"
            })
    void no_value_of_a_column_that_may_be_personal_can_be_asked_for(String type, String parameters) throws Exception {
        assertThat(problems(type, parameters)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("personal_column");
            assertThat(problem.message())
                    .contains("may: how many", "expect_column_values_to_not_be_null")
                    .doesNotContain("user7", "7919", "200101000");
        });
    }

    @Test
    void the_format_that_is_suggested_for_a_personal_column_can_be_run() throws Exception {
        JsonNode result = result(
                "column_values_to_match_regex",
                "`column`: `email`, `regex`: `^[^@ \\\\t\\\\r\\\\n]+@[^@ \\\\t\\\\r\\\\n]+\\\\.[A-Za-z]{2,24}$`");

        assertThat(result.path("success").asBoolean()).isTrue();
    }

    @Test
    void a_persons_value_that_is_asked_for_is_not_written_down() throws Exception {
        ExpertReport report = report(asked(
                "column_values_to_be_in_set", "`column`: `state`, `value_set`: [`open`, `maria.quattle@example.com`]"));

        assertThat(ResultCheck.text(report))
                .contains("open", "xxxxx.xxxxxxx@xxxxxxx.xxx")
                .doesNotContain("quattle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "') FROM dataset; DROP VIEW dataset; --",
                "') OR true OR ('",
                "$$ || (SELECT email FROM dataset LIMIT 1) || $$",
                "\\\\') FROM read_csv('/etc/passwd') --"
            })
    void what_looks_like_sql_is_a_value_like_any_other(String value) throws Exception {
        JsonNode set = result("column_values_to_be_in_set", "`column`: `state`, `value_set`: [`%s`]".formatted(value));
        List<Problem> bound =
                problems("column_values_to_be_between", "`column`: `id`, `min_value`: `%s`".formatted(value));
        List<Problem> column = problems("column_values_to_not_be_null", "`column`: `%s`".formatted(value));

        assertThat(set.at("/result/unexpected_count").asLong()).isEqualTo(1000);
        assertThat(bound).extracting(Problem::path).containsExactly("/min_value");
        assertThat(column).extracting(Problem::code).containsExactly("unknown_column");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "column_values_to_be_magic | `column`: `id` | /type",
                "column_values_to_be_between | `column`: `id` | /min_value",
                "column_values_to_be_between | `column`: `id`, `min_value`: 1, `regex`: `x` | /regex",
                "column_values_to_be_between | `column`: `id`, `min_value`: `2026-01-01` | /min_value",
                "column_values_to_be_between | `column`: `day`, `min_value`: 5 | /min_value",
                "column_values_to_be_between | `column`: `day`, `min_value`: `2026-02-31` | /min_value",
                "column_values_to_be_between | `column`: `id`, `min_value`: `1e9999` | /min_value",
                "column_values_to_be_between | `column`: `id`, `min_value`: true | /min_value",
                "column_values_to_be_between | `column`: `id`, `max_value`: 1%050d | /max_value",
                "column_sum_to_be_between | `column`: `id`, `max_value`: 1%050d | /max_value",
                "table_row_count_to_equal | `value`: 1%050d | /value",
                "column_values_to_match_regex | `column`: `state`, `regex`: `(a{100}){100}` | /regex",
                "column_values_to_be_between | `column`: `state`, `min_value`: 5 | /column",
                "column_values_to_be_between | `column`: `gone`, `min_value`: 5 | /column",
                "column_values_to_be_in_set | `column`: `id`, `value_set`: [1, `two`] | /value_set/1",
                "column_values_to_be_in_set | `column`: `state`, `value_set`: [] | /value_set",
                "column_values_to_be_in_set | `column`: `state`, `value_set`: [null] | /value_set",
                "column_values_to_be_in_set | `column`: `state`, `value_set`: [`a\\u0000b`] | /value_set",
                "column_values_to_be_in_set | `column`: `state`, `value_set`: [`\\ud800`] | /value_set",
                "column_values_to_match_regex | `column`: `id`, `regex`: `x` | /column",
                "column_values_to_match_regex | `column`: `state`, `regex`: `(` | /regex",
                "column_values_to_match_regex | `column`: `state`, `regex`: `(?=a)b` | /regex",
                "column_values_to_match_regex | `column`: `state`, `regex`: `((a{1,1000}){1,1000}){1,1000}` | /regex",
                "column_values_to_not_be_null | `column`: `id`, `mostly`: 1.5 | /mostly",
                "column_mean_to_be_between | `column`: `state`, `min_value`: 5 | /column",
                "column_mean_to_be_between | `column`: `id`, `min_value`: `2026-01-01` | /min_value",
                "column_value_lengths_to_equal | `column`: `state`, `value`: -1 | /value",
                "column_pair_values_to_be_equal | `column_a`: `id`, `column_b`: `day` | /column_b",
                "compound_columns_to_be_unique | `column_list`: [`id`, `gone`] | /column_list/1"
            })
    void what_cannot_be_run_is_refused_with_its_place(String type, String parameters, String path) throws Exception {
        List<Problem> problems = problems(type, parameters.replace("%050d", "0".repeat(50)));

        assertThat(problems).extracting(Problem::path).as("%s", problems).containsExactly(path);
    }

    @Test
    void an_unknown_type_is_answered_by_those_that_are_run() throws Exception {
        assertThat(problems("column_values_to_be_magic", "`column`: `id`")
                        .getFirst()
                        .message())
                .contains("expect_column_values_to_be_magic", "expect_column_pair_values_A_to_be_greater_than_B");
    }

    /** What makes RE2 keep 200 places in mind for each character, over 15 million of them. */
    @Test
    void a_pattern_that_takes_too_long_is_given_up() {
        Path slow = ParquetFile.write(FOLDER.resolve("slow.parquet"), """
                SELECT translate(repeat(md5(CAST(i % 4000 AS VARCHAR)), 120), '0123456789abcdef', 'abaabbabbbaababb') AS word
                FROM range(8000) AS numbers(i)""");
        ExpectationRun run = new ExpectationRun(DATASETS, Duration.ofMillis(1));
        Map<String, Object> inputs = Map.of(
                "file_path", slow.toString(),
                "type", "expect_column_values_to_match_regex",
                "column", "word",
                "regex", "a[ab]{200}c");

        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> run.perform(Calls.of("run_expectation", inputs)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_REACHED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "abc | 3",
                "a{3} | 3",
                "(ab){3}c | 7",
                "((a{10}){10}){10} | 1000",
                "[a-z\\]x]{5}z* | 7",
                "\\d{2,4}(xyz)+ | 8",
                "a{3,} | 4",
                "a{,3} | 5",
                "((( | 0",
                "a) | 1"
            })
    void the_steps_of_a_pattern_are_those_with_its_repetitions_written_out(String pattern, long steps) {
        assertThat(PatternSize.of(pattern)).isEqualTo(steps);
    }
}
