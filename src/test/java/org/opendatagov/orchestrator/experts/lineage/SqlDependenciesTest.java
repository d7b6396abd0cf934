package org.opendatagov.orchestrator.experts.lineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.adapter.postgres.TestLineage;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.support.Calls;

class SqlDependenciesTest {
    private final Path folder;
    private final TestLineage test = TestLineage.create();
    private final Catalog catalog = test.catalog();
    private final Datasets datasets;
    private final LineageExpert expert;

    SqlDependenciesTest(@TempDir Path folder) {
        this.folder = folder;
        this.datasets = TestDatasets.in(folder.resolve("data"), folder).datasets();
        this.expert = new LineageExpert(datasets, catalog, test.lineage(), "expert-orchestrator");
    }

    private ExpertReport asked(Map<String, Object> inputs) {
        return expert.perform(Calls.of("map_dependencies", inputs, ContextView.empty()));
    }

    private static Map<String, Object> first(ExpertReport report, String member) {
        assertThat(report.result().get(member)).isInstanceOf(List.class);
        Map<String, Object> first = new HashMap<>();
        if (report.result().get(member) instanceof List<?> list && list.getFirst() instanceof Map<?, ?> map) {
            map.forEach((key, value) -> first.put(String.valueOf(key), value));
        }
        return first;
    }

    private static List<?> columns(ExpertReport report) {
        return first(report, "statements").get("columns") instanceof List<?> columns ? columns : List.of();
    }

    @Test
    void statements_are_told_with_inputs_outputs_and_columns() {
        ExpertReport report =
                asked(Map.of("sql", "INSERT INTO db.t SELECT a, sum(b) AS b FROM db.s GROUP BY a", "dialect", "spark"));

        assertThat(first(report, "statements"))
                .containsEntry("inputs", List.of("db.s"))
                .containsEntry("outputs", List.of("db.t"))
                .containsEntry("kind", "insert");
        Map<String, Object> identity = Map.of("source", "db.s.a", "type", "DIRECT", "subtype", "IDENTITY");
        Map<String, Object> sum = Map.of("source", "db.s.b", "type", "DIRECT", "subtype", "AGGREGATION");
        assertThat(columns(report))
                .isEqualTo(List.of(
                        Map.of("target", "db.t.a", "sources", List.of("db.s.a"), "transformations", List.of(identity)),
                        Map.of("target", "db.t.b", "sources", List.of("db.s.b"), "transformations", List.of(sum))));
        assertThat(report.summary()).isEqualTo("1 statement: 1 table is read, 1 written");
    }

    @Test
    void schemas_are_taken_flat_and_nested_and_by_fewer_parts() {
        Map<String, Object> flat = Map.of("cat.db.t", Map.of("a", "int"));
        Map<String, Object> nested = Map.of("cat", Map.of("db", Map.of("t", Map.of("a", "int"))));
        for (Object schemas : List.of(flat, nested)) {
            for (String table : List.of("t", "db.t", "cat.db.t")) {
                ExpertReport report = asked(Map.of("sql", "SELECT * FROM " + table, "schemas", schemas));
                assertThat(columns(report).toString()).contains("target=a, sources=[" + table + ".a]");
            }
        }
    }

    @Test
    void columns_come_from_the_catalogue_where_the_request_says_nothing() throws Exception {
        Path file = Files.writeString(folder.resolve("customers.csv"), "customer_id,city\n1,Lisbon\n2,Porto\n");
        Dataset dataset = datasets.open(file.toString(), Map.of());
        catalog.record(dataset, datasets.profile(dataset));
        ExpertReport report = asked(Map.of("sql", "SELECT * FROM shop.customers", "dialect", "trino"));

        assertThat(columns(report).toString())
                .contains("sources=[shop.customers.customer_id]", "sources=[shop.customers.city]");
        assertThat(catalog.upstream(dataset.id())).isEmpty();
        assertThat(catalog.downstream(dataset.id())).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_a_finding_and_an_error_with_its_place() {
        ExpertReport report =
                asked(Map.of("sql", "SELECT a FROM t;\nSELECT b FROM u;\nSELECT FROM 'Anna';\nSELECT c FROM v"));

        assertThat(first(report, "errors"))
                .containsEntry("statement", 3)
                .containsEntry("line", 3)
                .containsEntry("column", 8)
                .containsEntry("message", "Expected an expression, found 'FROM'.");
        assertThat(report.result()).containsEntry("inputs", List.of("t", "u", "v"));
        assertThat(report.findings()).extracting("reference").containsExactly("lineage.sql_unreadable");
        assertThat(report.toString()).doesNotContain("Anna");
    }

    @Test
    void sql_of_which_nothing_can_be_read_is_refused_with_all_places() {
        assertThatThrownBy(() -> asked(Map.of("sql", "SELEC 'Anna'; hello", "dialect", "mysql")))
                .isInstanceOfSatisfying(
                        OrchestratorException.class,
                        refused -> assertThat(refused.problems())
                                .extracting(Problem::path)
                                .containsExactly("/sql", "/sql", "/dialect"))
                .hasMessageContaining("Statement 2, line 1, column 15")
                .hasMessageNotContaining("Anna");
    }

    @Test
    void bad_inputs_are_refused_by_name() {
        assertThatThrownBy(() -> asked(Map.of()))
                .hasMessageContaining("'file_path'")
                .hasMessageContaining("'sql'");
        assertThatThrownBy(() -> asked(Map.of("sql", "  "))).hasMessageContaining("holds no statement");
        assertThatThrownBy(() -> asked(Map.of("sql", "SELECT 1", "dialect", "klingon")))
                .hasMessageContaining("one of ansi");
        assertThatThrownBy(() -> asked(Map.of("sql", "SELECT 1", "schemas", Map.of("t", 5))))
                .hasMessageContaining("columns");
        assertThatThrownBy(() -> asked(Map.of("sql", 5))).isInstanceOf(OrchestratorException.class);
    }
}
