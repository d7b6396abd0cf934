package org.opendatagov.orchestrator.experts.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.adapter.postgres.TestCatalog;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.support.ParquetFile;
import org.opendatagov.orchestrator.support.ResultCheck;

class SchemaExpertTest {
    private static final Catalog CATALOG = TestCatalog.create();

    private static final String ORDERS = """
            SELECT i AS order_id, i % 50 AS customer_id, 'C' || (i % 50) AS customer_name, 1 + i % 7 AS quantity,
                CAST(1 + (i * i) % 11 AS DECIMAL(10, 2)) AS price, CAST((1 + i % 7) * (1 + (i * i) % 11) AS DECIMAL(12, 2)) AS amount,
                'user' || (i % 50) || '@example.com' AS email, TIMESTAMPTZ '2024-01-01 00:00:00+00' + to_hours(i) AS ordered_at
            FROM range(3000) AS numbers(i)""";

    @TempDir
    Path folder;

    @Test
    void the_result_holds_columns_keys_dependencies_and_advice() {
        JsonNode result = analyzed("orders", ORDERS);

        assertThat(result.path("rows").asInt()).isEqualTo(3000);
        assertThat(result.path("format").path("name").asText()).isEqualTo("parquet");
        assertThat(result.path("columns")).hasSize(8);
        assertThat(result.path("keys").path(0).path("columns").path(0).asText()).isEqualTo("order_id");
        assertThat(texts(result.path("functional_dependencies")))
                .contains(
                        "{\"determinants\":[\"customer_id\"],\"dependent\":\"customer_name\"}",
                        "{\"determinants\":[\"quantity\",\"price\"],\"dependent\":\"amount\"}");
        assertThat(texts(result.path("normalisation")))
                .anyMatch(advice -> advice.contains(
                        "\"form\":\"3NF\",\"key\":[\"customer_id\"],\"columns\":[\"customer_id\",\"customer_name\""))
                .anyMatch(
                        advice -> advice.contains(
                                "\"form\":\"derived\",\"key\":[\"quantity\",\"price\"],\"columns\":[\"quantity\",\"price\",\"amount\"]"));
        assertThat(result.path("ddl").path("postgresql").asText())
                .contains("\"ordered_at\" TIMESTAMPTZ NOT NULL", "PRIMARY KEY (\"order_id\")");
    }

    @Test
    void part_of_a_key_that_determines_violates_the_second_normal_form() {
        JsonNode result = analyzed("lines", """
                SELECT i // 3 AS order_no, i % 3 AS line, 'c' || (i // 3) % 40 AS customer, (i // 3) % 40 AS code, hash(i, 'q') % 9 AS quantity
                FROM range(900) AS numbers(i)""");

        assertThat(result.path("keys").path(0).toString()).isEqualTo("{\"columns\":[\"order_no\",\"line\"]}");
        assertThat(texts(result.path("normalisation")))
                .anyMatch(advice -> advice.contains("\"form\":\"2NF\",\"key\":[\"order_no\"]"));
        assertThat(texts(result.path("normalisation")))
                .anyMatch(advice ->
                        advice.contains("\"form\":\"3NF\",\"key\":[\"code\"],\"columns\":[\"code\",\"customer\"]"));
        assertThat(result.path("contract")
                        .path("schema")
                        .path(0)
                        .path("quality")
                        .toString())
                .contains("\"metric\":\"duplicateValues\"", "[\"order_no\",\"line\"]");
    }

    @Test
    void contracts_are_valid_by_the_standards_schema() throws IOException {
        List<String> selects = List.of(
                ORDERS,
                "SELECT 1 AS id WHERE false",
                "SELECT CAST(NULL AS DATE) AS nothing, CAST(NULL AS DECIMAL(4, 1)) AS number, [i] AS list, {'a': i} AS pair, true AS flag, TIME '10:00:00' AS clock,"
                        + " CAST('{}' AS JSON) AS document, uuid() AS \"a \"\"b\"\"\", 0.5::FLOAT AS half, '2024-01-01' AS written FROM range(9) AS numbers(i)");
        for (int index = 0; index < selects.size(); index++) {
            JsonNode contract = analyzed("contract" + index, selects.get(index)).path("contract");
            try (InputStream schema =
                    SchemaExpertTest.class.getResourceAsStream("/odcs/odcs-json-schema-v3.1.0.json")) {
                assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909)
                                .getSchema(Objects.requireNonNull(schema))
                                .validate(contract))
                        .isEmpty();
            }
        }
    }

    @Test
    void alerts_name_their_threshold_and_source() {
        JsonNode alerts = analyzed("alerts", """
                SELECT i AS id, 'same' AS constant, CASE WHEN i % 50 = 0 THEN NULL ELSE i % 9 END AS missing, CASE WHEN i % 3 = 0 THEN 0 ELSE i END AS zeros,
                    CASE WHEN i = 5 THEN 1e9 ELSE i % 3 END AS skewed, CASE WHEN i % 100 = 0 THEN 'rare' ELSE 'usual' END AS imbalance,
                    'item' || (i % 90) AS cardinality, lpad(CAST(i % 77 AS VARCHAR), 3, '0') AS length, i * 2 + i % 2 AS correlated,
                    strftime(DATE '2024-01-01' + CAST(i % 99 AS INTEGER), '%d.%m.%Y') AS written, ['Red', 'red', 'blue'][1 + i % 3] AS dirty,
                    CASE WHEN i % 9 = 0 THEN ' ' ELSE 'a' || i % 5 END AS blank, CASE WHEN i = 7 THEN 'Infinity'::DOUBLE ELSE i END AS infinite,
                    CAST(NULL AS VARCHAR) AS empty, (i * 7919) % 1000 / 1000.0 AS uniform
                FROM range(2000) AS numbers(i)""").path("alerts");

        assertThat(names(alerts))
                .contains(
                        "constant constant",
                        "missing missing",
                        "zeros zeros",
                        "skewed skewed",
                        "imbalance imbalance",
                        "high_cardinality cardinality",
                        "constant_length length",
                        "high_correlation ",
                        "date_as_text written",
                        "dirty_categories dirty",
                        "blank blank",
                        "infinite infinite",
                        "empty empty",
                        "uniform uniform",
                        "unique id")
                .doesNotContain("missing id", "uniform id", "constant id", "imbalance dirty");
        assertThat(alerts)
                .allSatisfy(alert -> assertThat(alert.path("source").asText()).isNotEmpty());
        assertThat(alerts.toString()).contains("\"threshold\":\"more than 1 %\"");
    }

    @Test
    void repeated_rows_are_told_and_leave_no_key() {
        JsonNode result =
                analyzed("repeated", "SELECT i % 40 AS a, i % 20 AS b, i % 5 AS c FROM range(80) AS numbers(i)");

        assertThat(result.path("keys")).isEmpty();
        assertThat(names(result.path("alerts"))).contains("duplicate_rows ");
        assertThat(texts(result.path("functional_dependencies")))
                .containsExactly("{\"determinants\":[\"b\"],\"dependent\":\"c\"}");
    }

    @Test
    void no_personal_value_comes_out() {
        ExpertReport report = report("people", """
                SELECT i AS id, 'user' || i || '@example.com' AS email, concat(200 + i % 300, '-', 10 + i % 80, '-', 1000 + i) AS ssn,
                    200101000 + i AS ssn_number, '4539' || lpad(CAST(i AS VARCHAR), 12, '1') AS card FROM range(200) AS numbers(i)""");

        assertThat(ResultCheck.text(report))
                .contains("\"email\"")
                .doesNotContain("user7@", "207-17-1007", "200101007", "@example");
    }

    @Test
    void a_foreign_key_is_a_column_called_like_the_key_of_another_dataset() {
        analyzed("shops", "SELECT i AS shop_id, 'shop ' || i AS label FROM range(30) AS numbers(i)");
        JsonNode result = analyzed("sales", "SELECT i AS sale, i % 25 AS shop_id FROM range(500) AS numbers(i)");

        assertThat(texts(result.path("foreign_keys")))
                .anyMatch(key -> key.contains("\"shop_id\"") && key.contains("\"shops\""));
    }

    @Test
    void an_unknown_action_is_refused() {
        assertThatThrownBy(() -> expert().perform(request("guess", folder.resolve("none.parquet"))))
                .isInstanceOf(OrchestratorException.class)
                .hasMessageContaining("analyze_schema");
    }

    private SchemaExpert expert() {
        return new SchemaExpert(TestDatasets.in(folder.resolve("work"), folder).datasets(), CATALOG);
    }

    private JsonNode analyzed(String name, String select) {
        return ResultCheck.valid(expert().actions().getFirst(), report(name, select));
    }

    private ExpertReport report(String name, String select) {
        return expert().perform(
                        request("analyze_schema", ParquetFile.write(folder.resolve(name + ".parquet"), select)));
    }

    private static ExpertRequest request(String action, Path file) {
        return new ExpertRequest(
                UUID.randomUUID(),
                "schema",
                action,
                Map.of("file_path", file.toString()),
                ContextView.empty(),
                Map.of());
    }

    private static List<String> texts(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(JsonNode::toString)
                .toList();
    }

    private static List<String> names(JsonNode alerts) {
        return StreamSupport.stream(alerts.spliterator(), false)
                .map(alert -> alert.path("alert").asText() + " "
                        + alert.path("column").asText())
                .toList();
    }
}
