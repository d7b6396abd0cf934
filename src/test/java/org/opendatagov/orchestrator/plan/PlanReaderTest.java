package org.opendatagov.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Plans of the real PostgreSQL and DuckDB; those of Spark as Spark 3.5.7 printed them (SparkPlans); those of Trino in the form of its documentation. */
class PlanReaderTest {
    private static final String JOIN =
            "SELECT c.name, sum(o.amount) FROM orders o JOIN customers c ON o.customer_id = c.id"
                    + " WHERE c.email = 'user17@example.org' AND o.id > 4711 GROUP BY c.name";
    private static final String SUBPLANS =
            "WITH t AS MATERIALIZED (SELECT customer_id, sum(amount) s FROM orders GROUP BY 1)"
                    + " SELECT *, (SELECT count(*) FROM orders x WHERE x.customer_id = a.customer_id) FROM t a JOIN t b ON a.customer_id = b.customer_id + 1"
                    + " WHERE a.s > (SELECT avg(s) FROM t) ORDER BY a.s LIMIT 5 OFFSET 20";
    private static final String PARALLEL = "SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0;"
            + " SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET work_mem = '64kB';";
    private static final String SORTED =
            "SELECT o.note, count(*) FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY 1 ORDER BY 1";

    private static String file(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/plans", name));
    }

    private static QueryPlan postgres(String options, String settings, String sql) {
        return PlanReader.read(PostgresPlans.explain(options, settings, sql));
    }

    /** The tree as one can compare it: operators with their names and conditions, indented. */
    private static String outline(PlanNode node) {
        StringBuilder outline = new StringBuilder();
        outline(node, "", outline);
        return outline.toString();
    }

    private static void outline(PlanNode node, String indent, StringBuilder outline) {
        outline.append(indent)
                .append(node.name())
                .append(' ')
                .append(node.labels())
                .append(' ')
                .append(node.conditions())
                .append('\n');
        node.children().forEach(child -> outline(child, indent + "  ", outline));
    }

    private static PlanNode named(QueryPlan plan, String name) {
        return plan.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {JOIN, SUBPLANS, SORTED, "SELECT * FROM events WHERE id = 3 OR id = 4 ORDER BY id"})
    void the_four_forms_of_a_plan_of_postgresql_are_one_tree(String sql) {
        QueryPlan text = postgres("FORMAT text", PARALLEL, sql);

        for (String form : List.of("json", "yaml", "xml")) {
            QueryPlan other = postgres("FORMAT " + form, PARALLEL, sql);
            assertThat(other.form()).isEqualTo(form);
            assertThat(outline(other.root())).isEqualTo(outline(text.root()));
            assertThat(estimates(other)).isEqualTo(estimates(text));
        }
        assertThat(text.source()).isEqualTo(PlanSource.POSTGRESQL);
        assertThat(text.analyzed()).isFalse();
    }

    private static List<Map<String, Double>> estimates(QueryPlan plan) {
        return plan.nodes().stream().map(PlanReaderTest::told).toList();
    }

    /** Zeros left out: JSON tells them, text does not. */
    private static Map<String, Double> told(PlanNode node) {
        Map<String, Double> told = new TreeMap<>(node.figures());
        told.values().removeIf(value -> value == 0);
        return told;
    }

    @Test
    void executed_text_and_json_tell_the_same_figures_by_the_same_names() {
        String options = "ANALYZE, BUFFERS, TIMING off, SUMMARY off";
        QueryPlan text = postgres(options, "SET work_mem = '64kB';", SORTED);
        QueryPlan json = postgres(options + ", FORMAT json", "SET work_mem = '64kB';", SORTED);

        assertThat(text.analyzed()).isTrue();
        assertThat(outline(json.root())).isEqualTo(outline(text.root()));
        for (int index = 0; index < text.nodes().size(); index++) {
            Map<String, Double> told = new TreeMap<>(json.nodes().get(index).figures());
            told.keySet().removeIf(name -> name.endsWith("_blocks"));
            assertThat(text.nodes().get(index).figures()).containsAllEntriesOf(told);
        }
        assertThat(named(text, "Sort").amount("spilled_bytes")).isGreaterThan(1_000_000);
    }

    @Test
    void rows_and_times_of_loops_and_workers_are_multiplied_as_they_must() {
        QueryPlan plan = postgres("ANALYZE", PARALLEL, SORTED);
        PlanNode scan = plan.nodes().stream()
                .filter(node -> node.label("relation").equals(java.util.Optional.of("orders")))
                .findFirst()
                .orElseThrow();

        assertThat(scan.name()).isEqualTo("Parallel Seq Scan");
        assertThat(scan.amount("rows")).isCloseTo(200_000, within(3.0));
        assertThat(scan.amount("loops")).isEqualTo(3);
        assertThat(scan.amount("total_ms")).isLessThanOrEqualTo(plan.root().amount("total_ms"));
        double own = plan.nodes().stream()
                .mapToDouble(node -> node.amount("self_ms"))
                .sum();
        assertThat(own).isLessThanOrEqualTo(plan.root().amount("total_ms") * 1.01 + 0.1);
    }

    @Test
    void a_nested_loop_counts_its_inner_side_once_for_each_loop() {
        String text = """
                Nested Loop  (cost=0.00..10.00 rows=10 width=4) (actual time=1.000..50.000 rows=30 loops=1)
                  ->  Seq Scan on a  (cost=0.00..1.00 rows=10 width=4) (actual time=0.500..10.000 rows=10 loops=1)
                  ->  Index Scan using b_pk on b  (cost=0.00..1.00 rows=1 width=4) (actual time=0.100..3.000 rows=3 loops=10)
                        Index Cond: (id = a.id)
                        Filter: (name = 'Jane O''Hara'::text)
                        Rows Removed by Filter: 4
                Planning Time: 0.100 ms
                Execution Time: 51.000 ms
                """;
        PlanNode root = PlanReader.read(text).root();
        PlanNode inner = root.children().getLast();

        assertThat(inner.figures())
                .containsEntry("total_ms", 30.0)
                .containsEntry("rows", 30.0)
                .containsEntry("removed_rows", 40.0);
        assertThat(root.amount("self_ms")).isEqualTo(10);
        assertThat(inner.conditions())
                .containsEntry("filter", "(name = ?::text)")
                .containsEntry("index_condition", "(id = a.id)");
    }

    @Test
    void the_time_of_a_cte_is_counted_once() {
        QueryPlan plan = postgres("ANALYZE", "", SUBPLANS);
        PlanNode cte = plan.nodes().stream()
                .filter(node -> node.label("subplan").equals(java.util.Optional.of("CTE t")))
                .findFirst()
                .orElseThrow();
        double scans = plan.nodes().stream()
                .filter(node -> node.name().equals("CTE Scan"))
                .mapToDouble(node -> node.amount("self_ms"))
                .sum();

        assertThat(scans).isLessThan(cte.amount("total_ms"));
        assertThat(plan.nodes().stream().map(PlanNode::name))
                .contains("CTE Scan", "Limit", "Result", "Bitmap Heap Scan");
        double own = plan.nodes().stream()
                .mapToDouble(node -> node.amount("self_ms"))
                .sum();
        assertThat(own)
                .isCloseTo(plan.root().amount("total_ms"), within(plan.root().amount("total_ms") * 0.2));
        assertThat(plan.nodes().stream()
                        .filter(node -> node.label("relationship").isPresent())
                        .map(node -> node.label("subplan").orElse("")))
                .anyMatch(name -> name.startsWith("InitPlan"))
                .anyMatch(name -> name.startsWith("SubPlan"));
    }

    @Test
    void what_a_client_draws_around_a_plan_does_not_matter() {
        String plain = PostgresPlans.explain("ANALYZE", "", JOIN);
        String heading =
                "                    QUERY PLAN                     \n---------------------------------------------------\n";
        StringBuilder psql = new StringBuilder(heading);
        StringBuilder quoted = new StringBuilder("\"QUERY PLAN\"\n");
        plain.lines().forEach(line -> {
            psql.append(' ').append(line).append('\n');
            quoted.append('"').append(line).append("\"\r\n");
        });

        assertThat(PlanReader.read(psql + "(12 rows)\n\n")).isEqualTo(PlanReader.read(plain));
        assertThat(PlanReader.read(quoted.toString())).isEqualTo(PlanReader.read(plain));
    }

    @Test
    void boxes_of_duckdb_and_its_json_are_one_tree() {
        for (String sql : List.of(
                JOIN,
                "SELECT count(*) FROM orders o CROSS JOIN customers c WHERE o.amount > 100 OR c.id = 3",
                "SELECT count(*) FROM orders o JOIN customers c ON o.customer_id = c.id JOIN customers d ON d.id = o.id JOIN orders e ON e.id = d.id",
                "SELECT * FROM orders ORDER BY amount LIMIT 10 OFFSET 150000")) {
            QueryPlan text = PlanReader.read(DuckDbPlans.explain("EXPLAIN", sql));
            QueryPlan json = PlanReader.read(DuckDbPlans.explain("EXPLAIN (FORMAT json)", sql));

            assertThat(text.source()).isEqualTo(PlanSource.DUCKDB);
            assertThat(shape(text.root())).isEqualTo(shape(json.root()));
        }
    }

    private static String shape(PlanNode node) {
        return node.name().replace("SEQ_SCAN", "TABLE_SCAN")
                + node.label("relation").orElse("")
                + node.children().stream().map(PlanReaderTest::shape).toList();
    }

    @Test
    void an_executed_plan_of_duckdb_has_rows_and_times_in_both_forms() {
        QueryPlan text = PlanReader.read(DuckDbPlans.explain("EXPLAIN ANALYZE", JOIN));
        QueryPlan json = PlanReader.read(DuckDbPlans.explain("EXPLAIN (ANALYZE, FORMAT json)", JOIN));

        assertThat(text.analyzed()).isTrue();
        assertThat(json.analyzed()).isTrue();
        assertThat(shape(text.root())).isEqualTo(shape(json.root()));
        assertThat(text.nodes().stream().map(node -> node.amount("rows")))
                .isEqualTo(
                        json.nodes().stream().map(node -> node.amount("rows")).toList());
        assertThat(text.figure("execution_ms")).isPresent();
        assertThat(named(text, "HASH_JOIN").conditions()).containsEntry("join_condition", "customer_id = id");
        assertThat(named(json, "HASH_JOIN").amount("estimated_rows")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended", "formatted", "cost", "no-aqe", "no-aqe-simple", "sort-merge-final"})
    void every_form_of_a_plan_of_spark_is_read(String name) throws IOException {
        QueryPlan plan = PlanReader.read(file("spark/" + name + ".txt"));

        assertThat(plan.source()).isEqualTo(PlanSource.SPARK);
        assertThat(plan.nodes().stream()
                        .filter(node -> node.operator() == PlanOperator.SCAN)
                        .map(node -> node.label("relation").orElse("")))
                .containsExactly("orders", "customers");
        assertThat(plan.nodes().stream().filter(node -> node.operator().isJoin()))
                .singleElement()
                .satisfies(join -> {
                    assertThat(join.conditions()).containsEntry("join_condition", "customer_id = customer_id");
                    assertThat(join.children()).hasSize(2);
                });
        assertThat(named(plan, "Filter").conditions()).containsEntry("filter", "isnotnull(customer_id)");
        assertThat(plan.nodes().stream().flatMap(node -> node.conditions().values().stream()))
                .anyMatch(condition -> condition.contains("(email = ?)"));
    }

    @Test
    void of_adaptive_execution_the_final_plan_counts_with_what_its_stages_measured() throws IOException {
        QueryPlan plan = PlanReader.read(file("spark/sort-merge-final.txt"));

        assertThat(plan.analyzed()).isTrue();
        assertThat(plan.nodes().stream().filter(node -> node.name().equals("SortMergeJoin")))
                .hasSize(1);
        assertThat(plan.nodes().stream()
                        .filter(node -> node.name().equals("ShuffleQueryStage"))
                        .map(node -> node.amount("rows")))
                .containsExactly(1.0, 200_000.0, 1.0);
        assertThat(named(plan, "Scan").labels()).containsEntry("partition_columns", "day");
    }

    @Test
    void a_subquery_of_spark_is_part_of_the_tree() throws IOException {
        QueryPlan plan = PlanReader.read(file("spark/subquery.txt"));

        assertThat(plan.nodes().stream().filter(node -> node.label("subplan").isPresent()))
                .hasSize(1);
        assertThat(plan.nodes().stream().filter(node -> node.operator() == PlanOperator.SCAN))
                .hasSize(2);
    }

    @Test
    void fragments_of_trino_are_joined_to_one_tree() throws IOException {
        QueryPlan plan = PlanReader.read(file("trino/analyze.txt"));

        assertThat(plan.source()).isEqualTo(PlanSource.TRINO);
        assertThat(plan.analyzed()).isTrue();
        assertThat(plan.nodes().stream().map(PlanNode::name))
                .containsExactly(
                        "Output",
                        "RemoteSource",
                        "Project",
                        "Aggregate",
                        "LocalExchange",
                        "RemoteSource",
                        "Aggregate",
                        "ScanFilterProject");
        PlanNode scan = named(plan, "ScanFilterProject");
        assertThat(scan.labels()).containsEntry("relation", "orders").containsEntry("fragment", "2");
        assertThat(scan.figures())
                .containsEntry("estimated_rows", 816_424.0)
                .containsEntry("rows", 818_058.0)
                .containsEntry("input_rows", 1_500_000.0)
                .containsEntry("self_ms", 180.0);
        assertThat(scan.conditions()).containsEntry("filter", "(\"orderdate\" > DATE ?)");
        assertThat(plan.figure("execution_ms")).hasValue(3060);
    }

    @Test
    void a_plan_of_trino_is_read_as_text_and_as_json_with_and_without_fragments() throws IOException {
        QueryPlan text = PlanReader.read(file("trino/logical.txt"));
        QueryPlan json = PlanReader.read(file("trino/logical.json"));
        QueryPlan distributed = PlanReader.read(file("trino/distributed.json"));

        assertThat(shape(text.root()).replace("nation", ""))
                .isEqualTo(shape(json.root()).replace("nation", ""));
        assertThat(named(json, "TableScan").amount("estimated_rows")).isEqualTo(25);
        assertThat(distributed.nodes().stream().map(PlanNode::name))
                .contains("RemoteSource", "TableScan")
                .endsWith("TableScan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ANALYZE, VERBOSE, BUFFERS", "FORMAT json, ANALYZE", "FORMAT yaml, VERBOSE", "FORMAT xml"})
    void no_literal_of_postgresql_stays(String options) {
        String sql =
                "SELECT 'secret word', name FROM customers WHERE name = 'Anna\n  Filter: O''Secret (actual time=' OR email LIKE 'secret%'"
                        + " OR id IN (4711, 4712) OR name = 'Planning Time: secret' ORDER BY name || 'secret', id + 4711 LIMIT 3";
        QueryPlan plan = postgres(options, "", sql);

        assertThat(plan.toString().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("secret", "anna", "4711", "4712")
                .contains("?");
        assertThat(outline(plan.root())).contains("name = ?");
    }

    @Test
    void no_literal_of_duckdb_spark_and_trino_stays() throws IOException {
        String sql =
                "SELECT * FROM customers WHERE name = 'Anna O''Secret with a name that is long enough to be wrapped: Table: secret'"
                        + " AND email LIKE 'secret%' AND id > 4711";
        for (String explain :
                List.of("EXPLAIN", "EXPLAIN ANALYZE", "EXPLAIN (FORMAT json)", "EXPLAIN (ANALYZE, FORMAT json)")) {
            assertThat(PlanReader.read(DuckDbPlans.explain(explain, sql)).toString())
                    .doesNotContainIgnoringCase("secret")
                    .doesNotContain("Anna", "4711");
        }
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/plans/spark"))) {
            for (Path spark :
                    files.filter(name -> name.toString().endsWith(".txt")).toList()) {
                assertThat(PlanReader.read(Files.readString(spark)).toString())
                        .as(spark.toString())
                        .doesNotContain("user17", "example.org", "Alice", "Smith", "17.0");
            }
        }
        assertThat(PlanReader.read(file("trino/pruning.txt")).toString()).doesNotContain("1995", "2024", "Alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "hello",
                "SELECT 1",
                "{}",
                "[]",
                "[{\"Plan\": 3}]",
                "{\"name\": \"x\"}",
                "<a/>",
                "Plan:",
                "- Plan:\n    x: 1",
                "== Physical Plan ==",
                "== Physical Plan ==\n\n",
                "┌─────────────┐",
                "Fragment 0 [SINGLE]",
                "cost=1..2 rows=3",
                "(cost=",
                "Dear Sir,\n\n  -> please find attached"
            })
    void what_is_no_plan_is_refused_with_what_was_looked_for(String text) {
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> PlanReader.read(text))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                .satisfies(e -> assertThat(e.text()).contains("PostgreSQL", "DuckDB", "Spark", "Trino"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Plan\": ",
                "[{\"Plan\": {\"Node Type\": \"Sort\"",
                "<explain><Query>",
                "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"
            })
    void what_is_cut_off_is_said_so_without_quoting_it(String text) {
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> PlanReader.read(text))
                .satisfies(e -> assertThat(e.text()).contains("give it whole").doesNotContain("Node Type", "ENTITY"));
    }

    @Test
    void a_plan_cut_off_anywhere_is_read_as_far_as_it_goes_or_refused() throws IOException {
        List<String> whole = List.of(
                PostgresPlans.explain("ANALYZE, VERBOSE, BUFFERS", "", SUBPLANS),
                PostgresPlans.explain("FORMAT json", "", JOIN),
                DuckDbPlans.explain("EXPLAIN ANALYZE", JOIN),
                file("spark/sort-merge-final.txt"),
                file("spark/subquery.txt"),
                file("trino/analyze.txt"));
        for (String text : whole) {
            for (int end = 0; end < text.length(); end += 1 + text.length() / 150) {
                try {
                    assertThat(PlanReader.read(text.substring(0, end)).nodes()).isNotEmpty();
                } catch (OrchestratorException e) {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
                }
            }
        }
    }

    @Test
    void a_plan_too_deep_or_too_long_is_refused() {
        StringBuilder deep = new StringBuilder("Limit  (cost=0.00..1.00 rows=1 width=4)\n");
        for (int depth = 0; depth < 2_000; depth++) {
            deep.append(" ".repeat(2 * depth + 2)).append("->  Limit  (cost=0.00..1.00 rows=1 width=4)\n");
        }
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> PlanReader.read(deep.toString()))
                .withMessageContaining("nested");
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> PlanReader.read("x".repeat(PlanReader.MAX_CHARACTERS + 1)))
                .withMessageContaining("at most");
        String quotes =
                "Seq Scan on t  (cost=0.00..1.00 rows=1 width=4)\n  Filter: (a = '" + "a''".repeat(100_000) + "')";
        assertThat(PlanReader.read(quotes).root().conditions()).containsEntry("filter", "(a = ?");
    }
}
