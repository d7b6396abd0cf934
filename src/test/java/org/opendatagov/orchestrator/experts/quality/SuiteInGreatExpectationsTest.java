package org.opendatagov.orchestrator.experts.quality;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.adapter.postgres.TestCatalogs;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.support.ParquetFile;

/** The suites in the tool that they are for. */
class SuiteInGreatExpectationsTest {
    private static final String ORDERS = """
            SELECT i + 1 AS order_id, ['new', 'paid', 'sent'][1 + i % 3] AS status, 'A-' || lpad(CAST(i % 97 AS VARCHAR), 4, '0') AS article,
                CAST(1 + i % 9 AS INTEGER) AS quantity, CAST((100 + i % 77) / 7.0 AS DECIMAL(10, 2)) AS price,
                CASE WHEN i % 4 > 0 THEN 0.1 * i END AS discount, DATE '2024-01-01' + CAST(i % 90 AS INTEGER) AS ordered_on,
                TIMESTAMPTZ '2024-01-01 10:30:00+00' + to_hours(i) AS paid_at
            FROM range(400) AS numbers(i)""";

    private static final Map<String, String> DATASETS = datasets();

    @TempDir
    Path folder;

    private QualityExpert expert;
    private GreatExpectations greatExpectations;

    private static Map<String, String> datasets() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("orders", ORDERS);
        all.put("integers", """
                SELECT CAST(i AS TINYINT) AS tiny, CAST(i AS UTINYINT) AS utiny, CAST(-i AS SMALLINT) AS small, CAST(i AS USMALLINT) AS usmall,
                    CAST(i * 1000 AS INTEGER) AS medium, CAST(i AS UINTEGER) AS umedium, i - 50 AS big, CAST(i AS UBIGINT) AS ubig,
                    CAST(i AS HUGEINT) * 10000000000 AS huge FROM range(100) AS numbers(i)""");
        all.put("beyond_doubles", """
                SELECT 9007199254740993 + 2 * i AS whole, CASE WHEN i % 3 > 0 THEN 9007199254740993 + 2 * i END AS with_nulls,
                    CAST(18446744073709551615 - i AS UBIGINT) AS top, -9223372036854775807 + i AS bottom,
                    CASE WHEN i % 2 > 0 THEN -9223372036854775807 + i END AS bottom_with_nulls FROM range(90) AS numbers(i)""");
        all.put("decimals", """
                SELECT CAST(0.1 + i / 1000.0 AS DECIMAL(10, 3)) AS narrow, CAST(i * 1.37 - 60 AS DECIMAL(18, 4)) AS wide,
                    CAST(i AS DECIMAL(38, 0)) * 1000000000000000000000 AS vast, CAST(CASE WHEN i > 7 THEN 0.7 END AS DECIMAL(3, 1)) AS same
                FROM range(100) AS numbers(i)""");
        all.put("floats", """
                SELECT CAST(0.1 * i AS FLOAT) AS single, 0.1 * i AS double, CASE WHEN i % 10 = 0 THEN 'NaN'::DOUBLE ELSE 0.3 * i END AS nan,
                    CASE WHEN i = 7 THEN 'Infinity'::DOUBLE ELSE 0.3 * i END AS infinite, CASE WHEN i = 7 THEN '-Infinity'::FLOAT ELSE i END AS negative,
                    CASE i WHEN 1 THEN 'NaN'::DOUBLE WHEN 2 THEN 'Infinity'::DOUBLE WHEN 3 THEN '-Infinity'::DOUBLE WHEN 4 THEN NULL ELSE 1e300 END AS mixed,
                    'NaN'::DOUBLE AS never, 1e-300 * i AS tiny FROM range(100) AS numbers(i)""");
        all.put("moments", """
                SELECT TIMESTAMP '2023-05-05 23:59:59.999999' + to_minutes(i) AS naive, TIMESTAMPTZ '2023-05-05 23:59:59+02' + to_minutes(i) AS zoned,
                    CAST('2023-05-05 10:00:00.123456789' AS TIMESTAMP_NS) AS nanos, CAST(TIMESTAMP '2023-05-05 10:00:00.5' AS TIMESTAMP_MS) AS millis,
                    DATE '1999-12-31' + CAST(i AS INTEGER) AS day, TIME '10:00:00' + to_seconds(i) AS clock,
                    CASE WHEN i % 2 = 0 THEN TIMESTAMP '2020-02-29 00:00:00' END AS sometimes,
                    CASE WHEN i % 2 = 0 THEN DATE '2020-02-29' END AS some_day, strftime(DATE '2023-01-01' + CAST(i AS INTEGER), '%d.%m.%Y') AS written,
                    DATE '0800-12-25' AS long_ago FROM range(60) AS numbers(i)""");
        all.put("texts", """
                SELECT 'naïve ' || chr(CAST(9731 + i AS INTEGER)) || chr(128512) AS unicode, repeat('🤦', CAST(1 + i % 3 AS INTEGER)) AS emoji,
                    CASE WHEN i % 2 = 0 THEN '' ELSE '  ' END AS blank, ['yes', 'no'][1 + i % 2] AS flag, 'it''s "q"; --' AS quoted,
                    ['a\\b', 'tab\t', 'line' || chr(10)][1 + i % 3] AS control, lpad(CAST(i AS VARCHAR), 5, '0') AS code,
                    CAST(i * 3 AS VARCHAR) AS number, 'https://example.org/' || i AS link, repeat('long ', 100) || i AS prose,
                    CASE WHEN i = 5 THEN 'odd one' ELSE 'AB-' || lpad(CAST(i AS VARCHAR), 3, '0') END AS mostly, '[' || i || ']' AS json,
                    ['$', '^', '.*', '(', '{2}'][1 + i % 5] || (i % 10) AS signs
                FROM range(80) AS numbers(i)""");
        all.put("many_categories", """
                SELECT 'c' || (i % 30) AS thirty, CASE WHEN i % 100 = 0 THEN 'rare' || i ELSE ['x', 'y'][1 + i % 2] END AS mostly_two,
                    CASE WHEN i % 3 = 0 THEN NULL ELSE ['Ä', 'ß', '日本'][1 + i % 3] END AS letters FROM range(3000) AS numbers(i)""");
        all.put("other_types", """
                SELECT i % 2 = 0 AS flag, CASE WHEN i % 3 > 0 THEN i % 2 = 0 END AS maybe, uuid() AS id, encode('x' || i) AS bytes, [i, i + 1] AS list,
                    {'a': i, 'b': 'x'} AS pair, MAP {'k': i} AS map, CAST('{"a": 1}' AS JSON) AS document,
                    CAST(['low', 'high'][1 + i % 2] AS ENUM('low', 'high')) AS level, CASE WHEN i % 2 = 0 THEN [1] END AS sometimes
                FROM range(60) AS numbers(i)""");
        all.put("names", """
                SELECT i AS "a ""quoted"" name", i AS "it's", 'x' AS "größe €", i AS "select", i AS " blank ", i AS "dotted.name", i AS "percent%s {0}", i AS "日本"
                FROM range(50) AS numbers(i)""");
        all.put("nulls", """
                SELECT CAST(NULL AS VARCHAR) AS text, CAST(NULL AS INTEGER) AS number, CAST(NULL AS TIMESTAMP) AS moment, CAST(NULL AS DOUBLE) AS floating,
                    CASE WHEN i = 1 THEN 'x' END AS once, CASE WHEN i > 2 THEN 'y' END AS nearly, i AS id FROM range(50) AS numbers(i)""");
        all.put(
                "single_row",
                "SELECT 1 AS id, 'x' AS text, 0.5 AS half, CAST(NULL AS INTEGER) AS nothing, DATE '2024-02-29' AS day, true AS flag");
        all.put(
                "constants",
                "SELECT 7 AS seven, 'same' AS same, 1.5::DOUBLE AS half, TIMESTAMP '2024-01-01' AS moment FROM range(100)");
        all.put("no_rows", "SELECT 1 AS id, 'x' AS text, 1.5::DOUBLE AS number WHERE false");
        all.put("personal", """
                SELECT i AS id, 'user' || i || '@example.com' AS email, concat(200 + i % 300, '-', 10 + i % 80, '-', 1000 + i) AS ssn,
                    200000000 + 1010001 * (i + 1) AS ssn_number FROM range(100) AS numbers(i)""");
        return all;
    }

    @BeforeEach
    void start() {
        expert = new QualityExpert(
                TestDatasets.in(folder.resolve("work"), folder).datasets(), TestCatalogs.create());
        greatExpectations = GreatExpectations.in(folder);
    }

    @Test
    void suites_hold_in_great_expectations_on_the_data_that_they_came_from() throws Exception {
        for (Map.Entry<String, String> dataset : DATASETS.entrySet()) {
            Path file = ParquetFile.write(folder.resolve(dataset.getKey() + ".parquet"), dataset.getValue());
            greatExpectations.add(dataset.getKey(), suite(file), file);
        }
        List<JsonNode> outcomes = greatExpectations.run();
        assertThat(outcomes).hasSize(DATASETS.size()).allSatisfy(outcome -> {
            assertThat(outcome.path("failed").toPrettyString())
                    .as(outcome.path("name").asText())
                    .isEqualTo("[ ]");
            assertThat(outcome.path("success").asBoolean()).isTrue();
            assertThat(outcome.path("evaluated").asInt()).isGreaterThan(1);
        });
    }

    @Test
    void great_expectations_finds_what_was_corrupted() throws Exception {
        Object suite = suite(ParquetFile.write(folder.resolve("orders.parquet"), ORDERS));
        Map<String, String> corruptions = new LinkedHashMap<>();
        corruptions.put("expect_column_values_to_not_be_null order_id", replaced("order_id", "nullif(order_id, 17)"));
        corruptions.put("expect_column_values_to_be_unique order_id", replaced("order_id", "greatest(order_id, 2)"));
        corruptions.put(
                "expect_column_values_to_be_in_set status", replaced("status", "if(order_id = 9, 'lost', status)"));
        corruptions.put(
                "expect_column_values_to_match_regex article",
                replaced("article", "if(order_id = 9, 'A-12x4', article)"));
        corruptions.put(
                "expect_column_value_lengths_to_be_between article",
                replaced("article", "if(order_id = 9, 'A-12345', article)"));
        corruptions.put(
                "expect_column_values_to_be_between quantity", replaced("quantity", "if(order_id = 9, -1, quantity)"));
        corruptions.put(
                "expect_column_values_to_be_between price", replaced("price", "if(order_id = 9, 99999, price)"));
        corruptions.put(
                "expect_column_values_to_not_be_null discount",
                replaced("discount", "if(order_id % 2 = 0, discount, NULL)"));
        corruptions.put(
                "expect_column_values_to_be_between ordered_on",
                replaced("ordered_on", "if(order_id = 9, DATE '1900-01-01', ordered_on)"));
        corruptions.put(
                "expect_column_values_to_be_between paid_at",
                replaced("paid_at", "if(order_id = 9, TIMESTAMPTZ '1970-01-01 00:00:00+00', paid_at)"));
        corruptions.put("expect_table_columns_to_match_set ", "SELECT * EXCLUDE (price) FROM (" + ORDERS + ")");
        corruptions.put("expect_table_row_count_to_be_between ", "SELECT * FROM (" + ORDERS + ") LIMIT 3");
        int number = 0;
        for (String select : corruptions.values()) {
            Path file = ParquetFile.write(folder.resolve("corrupted" + number + ".parquet"), select);
            greatExpectations.add("corrupted" + number++, suite, file);
        }
        List<String> expected = List.copyOf(corruptions.keySet());
        List<JsonNode> outcomes = greatExpectations.run();
        for (int index = 0; index < expected.size(); index++) {
            assertThat(failed(outcomes.get(index))).as("case %d", index).contains(expected.get(index));
        }
    }

    private static String replaced(String column, String expression) {
        return "SELECT * REPLACE (" + expression + " AS " + column + ") FROM (" + ORDERS + ")";
    }

    private static List<String> failed(JsonNode outcome) {
        return StreamSupport.stream(outcome.path("failed").spliterator(), false)
                .map(failure -> failure.path("type").asText() + " "
                        + failure.path("column").asText())
                .toList();
    }

    private Object suite(Path file) throws IOException {
        ExpertReport report = expert.perform(new ExpertRequest(
                UUID.randomUUID(),
                "quality",
                "define_expectations",
                Map.of("file_path", file.toString()),
                ContextView.empty(),
                Map.of()));
        assertThat(report.result())
                .extractingByKey("validation")
                .extracting("success")
                .isEqualTo(true);
        return report.result().getOrDefault("suite", Map.of());
    }
}
