package org.opendatagov.orchestrator.experts.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendatagov.orchestrator.adapter.postgres.TestCatalogs;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.support.ParquetFile;
import org.opendatagov.orchestrator.support.ResultCheck;

class QualityExpertTest {
    private static final Catalog CATALOG = TestCatalogs.create();

    @TempDir
    Path folder;

    @Test
    void expectations_follow_from_what_was_counted() {
        List<String> expectations = expectations("""
                SELECT i + 1 AS id, CASE WHEN i % 10 > 0 THEN ['a', 'b'][1 + i % 2] END AS kind, CASE WHEN i % 10 = 0 THEN 'x' END AS rare,
                    9007199254740993 + i AS big, CASE WHEN i = 3 THEN 'oops' ELSE 'AB-' || (1000 + i) END AS code, 0.5 * (i % 7) AS amount, 0.1 * i AS unlike
                FROM range(1000) AS numbers(i)""");

        assertThat(expectations)
                .contains(
                        "expect_table_row_count_to_be_between {\"min_value\":500,\"max_value\":2000}",
                        "expect_column_values_to_not_be_null {\"column\":\"id\"}",
                        "expect_column_values_to_be_unique {\"column\":\"id\"}",
                        "expect_column_values_to_be_between {\"column\":\"id\",\"min_value\":1}",
                        "expect_column_values_to_not_be_null {\"column\":\"kind\",\"mostly\":0.87}",
                        "expect_column_values_to_be_in_set {\"column\":\"kind\",\"value_set\":[\"a\",\"b\"]}",
                        "expect_column_values_to_be_between {\"column\":\"big\",\"min_value\":9007199254740992}",
                        "expect_column_values_to_match_regex {\"column\":\"code\",\"regex\":\"^[A-Z]{2}\\\\-[0-9]{4}$\",\"mostly\":0.99}",
                        "expect_column_values_to_be_between {\"column\":\"amount\",\"min_value\":0.0,\"max_value\":3.0}")
                .noneMatch(expectation -> expectation.contains("not_be_null {\"column\":\"rare\""))
                .noneMatch(expectation -> expectation.contains("be_unique {\"column\":\"unlike\""));
    }

    @Test
    void no_personal_value_enters_a_suite() {
        ExpertReport report = report(ContextView.empty(), """
                SELECT 'user' || (i % 3) || '@example.com' AS email, concat(200 + i % 300, '-', 10 + i % 80, '-', 1000 + i) AS ssn,
                    concat(200 + i % 300, 10 + i % 80, 1000 + i)::BIGINT AS ssn_number, DATE '1980-02-03' + CAST(i AS INTEGER) AS date_of_birth,
                    ['female', 'male'][1 + i % 2] AS gender FROM range(200) AS numbers(i)""");

        assertThat(ResultCheck.text(report))
                .contains("[0-9]{3}")
                .doesNotContain("user1", "example.com", "200-10-1000", "200101000", "1980-02", "female");
    }

    @Test
    void a_composed_key_that_the_schema_analysis_found_must_stay_unique() {
        ContextValue keys = new ContextValue(
                "schema.keys", List.of(List.of("a", "b"), List.of("gone", "b")), "SchemaExpert", Instant.EPOCH);
        ExpertReport report = report(
                ContextView.of(Map.of("schema.keys", keys)),
                "SELECT i // 5 AS a, i % 5 AS b FROM range(50) AS numbers(i)");

        assertThat(ResultCheck.text(report))
                .contains("expect_compound_columns_to_be_unique", "{\"column_list\":[\"a\",\"b\"]}")
                .doesNotContain("gone");
    }

    @Test
    void equal_data_gives_an_equal_suite_with_stable_ids() {
        String select = "SELECT i AS id, 'x' || i % 3 AS word, i / 7 AS number FROM range(5000) AS numbers(i)";
        Path file = ParquetFile.write(folder.resolve("stable.parquet"), select);

        assertThat(report(ContextView.empty(), file).result())
                .isEqualTo(report(ContextView.empty(), file).result());
    }

    @ParameterizedTest
    @CsvSource({
        "999-99-9999, '^[0-9]{3}\\-[0-9]{2}\\-[0-9]{4}$'",
        "X9.x, '^[A-Z][0-9]\\.[a-z]$'",
        "9 9, '^[0-9] [0-9]$'",
        "'$9(', '^\\$[0-9]\\($'"
    })
    void a_shape_becomes_a_regular_expression(String shape, String regex) {
        assertThat(Patterns.ofShape(shape)).isEqualTo(regex);
        assertThat(shape.replace('X', 'Q').replace('x', 'q')).matches(regex);
    }

    private List<String> expectations(String select) {
        ExpertReport report = report(ContextView.empty(), select);
        JsonNode result = ResultCheck.valid(expert().actions().getFirst(), report);
        assertThat(result.path("validation").path("success").asBoolean()).isTrue();
        return StreamSupport.stream(result.path("suite").path("expectations").spliterator(), false)
                .map(expectation -> expectation.path("type").asText() + " " + expectation.path("kwargs"))
                .toList();
    }

    private ExpertReport report(ContextView context, String select) {
        return report(context, ParquetFile.write(folder.resolve("data.parquet"), select));
    }

    private ExpertReport report(ContextView context, Path file) {
        return expert().perform(new ExpertRequest(
                UUID.randomUUID(),
                "quality",
                "define_expectations",
                Map.of("file_path", file.toString()),
                context,
                Map.of()));
    }

    private QualityExpert expert() {
        return new QualityExpert(TestDatasets.in(folder.resolve("work"), folder).datasets(), CATALOG);
    }
}
