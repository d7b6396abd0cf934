package org.opendatagov.orchestrator.experts.performance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.plan.DuckDbPlans;
import org.opendatagov.orchestrator.plan.PlanReader;
import org.opendatagov.orchestrator.plan.PostgresPlans;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.spark.SparkLogFiles;
import org.opendatagov.orchestrator.spark.TestEventLogs;
import org.opendatagov.orchestrator.support.Calls;
import org.opendatagov.orchestrator.support.ResultCheck;

/** Each rule on a plan that has its trouble, and on the plan that its advice gives. */
class PlanRulesTest {
    private static final String ANALYZE = "ANALYZE, BUFFERS";
    private static final String LOOPS =
            "SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_material = off; SET enable_memoize = off;";

    @TempDir
    private Path folder;

    private PerformanceExpert expert() {
        Path logs = SparkLogFiles.file("").toAbsolutePath();
        return new PerformanceExpert(
                TestEventLogs.in(folder.resolve("logs"), logs),
                TestDatasets.in(folder.resolve("data"), folder).rawFiles());
    }

    private static List<PlanDiagnosis> check(String plan) {
        return PlanAnalysis.of(PlanReader.read(plan)).diagnoses();
    }

    private static List<PlanDiagnosis> postgres(String settings, String sql) {
        return check(PostgresPlans.explain(ANALYZE, settings, sql));
    }

    private static List<String> causes(List<PlanDiagnosis> diagnoses) {
        return diagnoses.stream().map(PlanDiagnosis::cause).toList();
    }

    private static PlanDiagnosis the(String cause, List<PlanDiagnosis> diagnoses) {
        assertThat(causes(diagnoses)).contains(cause);
        return diagnoses.stream()
                .filter(found -> found.cause().equals(cause))
                .findFirst()
                .orElseThrow();
    }

    private static String file(String name) throws IOException {
        return Files.readString(Path.of("src/test/resources/plans", name));
    }

    @Test
    void a_scan_that_throws_its_rows_away_is_told_the_index_that_ends_it() {
        String sql = "SELECT * FROM orders WHERE note = 'note 4711' AND amount > 12";
        PlanDiagnosis found = the("sequential_scan_with_selective_filter", postgres("", sql));

        assertThat(found.advice()).startsWith("CREATE INDEX CONCURRENTLY ON orders (note, amount);");
        assertThat(found.figures()).containsEntry("removed_rows", PlanFigures.rounded(199_999));
        assertThat(found.saved().seconds()).isPresent();
        assertThat(postgres("BEGIN; CREATE INDEX ON orders (note, amount);", sql))
                .isEmpty();
        assertThat(postgres("", "SELECT * FROM customers WHERE email = 'user17@example.org'"))
                .isEmpty();
    }

    @Test
    void a_sort_on_disk_is_told_the_memory_that_holds_it() {
        String sql = "SELECT * FROM orders ORDER BY note";
        PlanDiagnosis found = the("spill", postgres("SET work_mem = '64kB';", sql));

        assertThat(found.advice()).contains("SET work_mem = '");
        String settings = found.advice().substring(0, found.advice().indexOf(';') + 1);
        assertThat(causes(postgres(settings, sql))).doesNotContain("spill");
    }

    @Test
    void a_hash_in_batches_is_told_the_memory_that_holds_it() {
        String sql = "SELECT count(*) FROM orders a JOIN orders b ON a.id = b.id";
        PlanDiagnosis found = the("spill", postgres("SET work_mem = '256kB'; SET enable_mergejoin = off;", sql));

        String settings = found.advice().substring(0, found.advice().indexOf(';') + 1);
        assertThat(causes(postgres(settings + "SET enable_mergejoin = off;", sql)))
                .doesNotContain("spill");
    }

    @Test
    void a_bitmap_that_forgets_rows_is_told_the_memory_that_keeps_them() {
        String sql = "SELECT count(note) FROM orders WHERE customer_id < 1500";
        String bitmap = "SET enable_seqscan = off; SET enable_indexscan = off;";
        PlanDiagnosis found = the("lossy_bitmap", postgres("SET work_mem = '64kB';" + bitmap, sql));

        String settings = found.advice().substring(0, found.advice().indexOf(';') + 1);
        assertThat(causes(postgres(settings + bitmap, sql))).doesNotContain("lossy_bitmap");
    }

    @Test
    void a_subquery_for_each_row_is_found_and_gone_as_a_join() {
        PlanDiagnosis found = the(
                "subquery_for_each_row",
                postgres(
                        "",
                        "SELECT c.id, (SELECT count(*) FROM orders x WHERE x.customer_id = c.id) FROM customers c"));

        assertThat(found.figures()).containsEntry("loops", PlanFigures.rounded(2_000));
        assertThat(found.saved().seconds().orElse(0)).isPositive();
        assertThat(causes(postgres(
                        "",
                        "SELECT c.id, s.count FROM customers c LEFT JOIN (SELECT customer_id, count(*) FROM orders GROUP BY customer_id) s"
                                + " ON s.customer_id = c.id")))
                .doesNotContain("subquery_for_each_row");
    }

    @Test
    void an_inner_side_gone_through_for_each_row_is_found_and_gone_as_a_hash_join() {
        String sql = "SELECT count(*) FROM customers a JOIN customers b ON a.email = b.email";
        PlanDiagnosis found = the("nested_loop_over_many_rows", postgres(LOOPS, sql));

        assertThat(found.saved().computed()).contains("less one pass");
        assertThat(postgres("", sql)).isEmpty();
    }

    @Test
    void a_join_without_a_condition_is_found_where_it_makes_many_rows() {
        PlanDiagnosis found = the("cross_join", postgres("", "SELECT count(*) FROM customers a, customers b"));

        assertThat(found.figures()).containsEntry("pairs", PlanFigures.rounded(4_000_000));
        assertThat(causes(postgres("", "SELECT count(*) FROM customers a, (SELECT max(id) FROM orders) b")))
                .doesNotContain("cross_join");
        assertThat(causes(postgres(LOOPS, "SELECT count(*) FROM customers c JOIN orders o ON o.customer_id = c.id")))
                .doesNotContain("cross_join");
    }

    @Test
    void rows_made_to_be_skipped_are_found_and_gone_when_paged_by_key() {
        assertThat(the("large_offset", postgres("", "SELECT * FROM orders ORDER BY id OFFSET 150000 LIMIT 10"))
                        .figures())
                .containsEntry("skipped_rows", PlanFigures.rounded(150_000));
        assertThat(causes(postgres("", "SELECT * FROM orders WHERE id > 150000 ORDER BY id LIMIT 10")))
                .doesNotContain("large_offset");
        assertThat(causes(check(DuckDbPlans.explain(
                        "EXPLAIN ANALYZE", "SELECT * FROM orders ORDER BY amount LIMIT 10 OFFSET 150000"))))
                .contains("large_offset");
    }

    @Test
    void partitions_read_in_vain_are_found_and_gone_with_a_condition_on_the_key() {
        PlanDiagnosis found = the(
                "missed_partition_pruning",
                postgres("", "SELECT count(*) FROM events WHERE extract(month FROM day) = 3"));

        assertThat(found.figures()).containsEntry("partitions_without_rows", 11L);
        assertThat(causes(postgres("", "SELECT count(*) FROM events WHERE day >= '2024-03-01' AND day < '2024-04-01'")))
                .doesNotContain("missed_partition_pruning");
    }

    @Test
    void workers_that_were_planned_and_not_launched_are_found() {
        String parallel =
                "SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; SET min_parallel_table_scan_size = 0;";

        assertThat(the(
                                "parallel_workers_not_launched",
                                postgres(parallel + "SET max_parallel_workers = 0;", "SELECT count(*) FROM orders"))
                        .figures())
                .containsEntry("workers_planned", PlanFigures.rounded(2))
                .containsEntry("workers_launched", PlanFigures.rounded(0));
    }

    @Test
    void a_missed_estimate_is_told_where_it_begins() {
        List<PlanDiagnosis> found = postgres(
                "", "SELECT count(*) FROM (SELECT * FROM orders WHERE id % 2 = 0 OFFSET 0) o WHERE amount + 0 > -1");

        assertThat(the("row_estimate_missed", found).advice()).startsWith("ANALYZE orders;");
        assertThat(causes(found)).containsOnlyOnce("row_estimate_missed");
        assertThat(postgres("", "SELECT count(*) FROM orders WHERE customer_id = 3"))
                .isEmpty();
    }

    @Test
    void compiling_triggers_and_reading_that_dominate_are_found() {
        String plan = """
                Insert on orders  (cost=0.00..250000.00 rows=1000 width=8) (actual time=900.000..900.000 rows=0 loops=1)
                  Buffers: shared hit=1000 read=50000
                  I/O Timings: shared read=400.000
                  ->  Seq Scan on items  (cost=0.00..1000.00 rows=1000 width=8) (actual time=0.010..500.000 rows=1000 loops=1)
                        Buffers: shared hit=1000 read=50000
                        I/O Timings: shared read=400.000
                Planning Time: 0.100 ms
                Trigger for constraint orders_customer_fkey: time=900.500 calls=1000
                JIT:
                  Functions: 10
                  Options: Inlining true, Optimization true, Expressions true, Deforming true
                  Timing: Generation 5.1 ms (Deform 1.0 ms), Inlining 200.0 ms, Optimization 200.0 ms, Emission 194.9 ms, Total 600.000 ms
                Execution Time: 2000.000 ms
                """;
        List<PlanDiagnosis> found = check(plan);

        assertThat(the("jit_dominates", found).advice()).contains("SET jit_above_cost = 500000;");
        assertThat(the("jit_dominates", found).saved().seconds()).hasValue(0.6);
        assertThat(the("triggers_dominate", found).saved().seconds()).hasValue(0.9005);
        assertThat(the("low_buffer_hit", found).saved().seconds()).hasValue(0.4);
        assertThat(PlanAnalysis.of(PlanReader.read(plan)).savedSeconds()).isLessThanOrEqualTo(2.0);
    }

    @Test
    void joins_of_spark_are_told_how_they_should_be() throws IOException {
        PlanDiagnosis measured = the("broadcast_candidate", check(file("spark/sort-merge-final.txt")));
        PlanDiagnosis estimated = the("broadcast_candidate", check(file("spark/sort-merge-cost.txt")));

        assertThat(measured.advice()).contains("BROADCAST(customers)", "spark.sql.autoBroadcastJoinThreshold=10MB");
        assertThat(measured.figures()).containsEntry("small_bytes", PlanFigures.rounded(32));
        assertThat(estimated.advice()).contains("BROADCAST(customers)");
        assertThat(causes(check(file("spark/cross.txt")))).containsExactly("cross_join");
        assertThat(causes(check(file("spark/nested-loop.txt")))).containsExactly("join_compares_every_pair");
        assertThat(causes(check(file("spark/broadcast-nested-loop.txt")))).containsExactly("join_compares_every_pair");
        String oversized = file("spark/final.txt").replace("sizeInBytes=1024.0 KiB", "sizeInBytes=2.0 GiB");
        assertThat(the("oversized_broadcast", check(oversized)).figures()).containsEntry("measured", true);
        for (String good : List.of("formatted", "final", "simple", "extended", "pruned", "no-aqe", "window")) {
            assertThat(check(file("spark/" + good + ".txt"))).as(good).isEmpty();
        }
    }

    @Test
    void a_partition_column_behind_a_cast_is_found() throws IOException {
        assertThat(the("missed_partition_pruning", check(file("spark/unpruned.txt")))
                        .advice())
                .contains("WHERE day = …");
        List<PlanDiagnosis> trino = check(file("trino/pruning.txt"));
        assertThat(the("missed_partition_pruning", trino).title()).contains("orders", "day");
        assertThat(causes(trino)).containsExactlyInAnyOrder("missed_partition_pruning", "oversized_broadcast");
        assertThat(check(file("trino/analyze.txt"))).isEmpty();
    }

    @Test
    void duckdb_comparing_every_pair_or_writing_to_disk_is_found() {
        assertThat(causes(check(DuckDbPlans.explain(
                        "EXPLAIN",
                        "SELECT count(*) FROM orders o CROSS JOIN customers c WHERE o.amount > 100 OR c.id = 3"))))
                .contains("join_compares_every_pair");
        String spilled = DuckDbPlans.explain("EXPLAIN (ANALYZE, FORMAT json)", "SELECT * FROM orders ORDER BY amount")
                .replaceFirst("\"system_peak_temp_dir_size\": 0", "\"system_peak_temp_dir_size\": 2147483648");
        assertThat(the("spill", check(spilled)).advice()).contains("memory_limit");
        assertThat(check(DuckDbPlans.explain(
                        "EXPLAIN ANALYZE", "SELECT count(*) FROM orders o JOIN customers c ON o.customer_id = c.id")))
                .isEmpty();
    }

    @Test
    void the_expert_answers_with_plan_diagnoses_findings_and_context() {
        PerformanceExpert expert = expert();
        String plan = PostgresPlans.explain("ANALYZE, VERBOSE", "", "SELECT * FROM orders WHERE note = 'Anna Secret'");
        ExpertReport report = expert.perform(Calls.of("analyze_execution_plan", Map.of("plan", plan)));
        JsonNode result = ResultCheck.valid(PerformanceSchemas.ANALYZE, report);

        assertThat(result.at("/plan/source").asText()).isEqualTo("postgresql");
        assertThat(result.at("/diagnoses/0/cause").asText()).isEqualTo("sequential_scan_with_selective_filter");
        assertThat(result.at("/diagnoses/0/saved_seconds").asDouble()).isPositive();
        assertThat(report.findings()).isNotEmpty();
        assertThat(report.context()).containsKeys("plan_seconds", "saved_seconds", "causes");
        assertThat(ResultCheck.text(report) + report.summary() + report.findings() + report.evidence())
                .doesNotContain("Anna", "Secret");
    }

    @Test
    void the_text_of_a_query_alone_gives_suggestions_with_their_places() {
        String sql = """
                SELECT *, (SELECT max(x) FROM t2) FROM t, u
                WHERE lower(t.name) = 'anna secret' AND t.email LIKE '%@secret.org'
                  AND t.id NOT IN (SELECT id FROM v) -- UNION SELECT * in a comment
                  AND t.note = 'UNION SELECT *'
                UNION SELECT 1 ORDER BY random() LIMIT 3 OFFSET 20000
                """;
        ExpertReport report = expert().perform(Calls.of("suggest_query_optimization", Map.of("sql", sql)));
        JsonNode result = ResultCheck.valid(PerformanceSchemas.SUGGEST, report);

        assertThat(result.get("diagnoses").findValuesAsText("cause"))
                .containsExactlyInAnyOrder(
                        "large_offset",
                        "leading_wildcard",
                        "not_in_subquery",
                        "function_around_column",
                        "select_star",
                        "union_without_all",
                        "comma_join",
                        "subquery_in_select_list",
                        "order_by_random");
        assertThat(result.get("diagnoses").toString()).contains("\"line\":3");
        assertThat(ResultCheck.text(report) + report.findings()).doesNotContain("anna", "secret");
        assertThat(expert().perform(Calls.of(
                                "suggest_query_optimization",
                                Map.of("sql", "SELECT id FROM t WHERE day >= DATE '2024-01-01'")))
                        .findings())
                .isEmpty();
    }

    @Test
    void plan_and_text_together_are_one_answer() {
        String sql = "SELECT * FROM orders WHERE note = 'x'";
        ExpertReport report = expert().perform(Calls.of(
                "suggest_query_optimization", Map.of("sql", sql, "plan", PostgresPlans.explain(ANALYZE, "", sql))));

        assertThat(ResultCheck.valid(PerformanceSchemas.SUGGEST, report)
                        .get("diagnoses")
                        .findValuesAsText("cause"))
                .contains("sequential_scan_with_selective_filter", "select_star");
    }

    @Test
    void a_plan_is_read_where_it_lies_and_beside_a_log() throws IOException {
        Path plan = Files.writeString(folder.resolve("slow.txt"), file("spark/cross.txt"));
        String log = SparkLogFiles.file("sql.gz").toString();
        JsonNode alone = ResultCheck.valid(
                PerformanceSchemas.ANALYZE,
                expert().perform(Calls.of("analyze_execution_plan", Map.of("plan", plan.toString()))));
        JsonNode both = ResultCheck.valid(
                PerformanceSchemas.ANALYZE,
                expert().perform(
                                Calls.of("analyze_execution_plan", Map.of("plan", plan.toString(), "event_log", log))));

        assertThat(alone.get("diagnoses").findValuesAsText("cause")).containsExactly("cross_join");
        assertThat(both.get("stages")).isNotEmpty();
        assertThat(both.at("/plan/source").asText()).isEqualTo("spark");
        assertThat(both.get("diagnoses").findValuesAsText("cause"))
                .contains("cross_join")
                .hasSizeGreaterThan(1);
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> expert().perform(Calls.of("analyze_execution_plan", Map.of("plan", "/etc/passwd"))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.FORBIDDEN_LOCATION));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no plan", "{", "== Physical Plan =="})
    void what_is_no_plan_is_an_error_of_that_input(String text) {
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> expert().perform(Calls.of("analyze_execution_plan", Map.of("plan", text))))
                .satisfies(
                        e -> assertThat(e.problems()).extracting(Problem::path).containsExactly("/plan"));
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(() -> expert().perform(Calls.of("suggest_query_optimization", Map.of())))
                .satisfies(e -> assertThat(e.problems())
                        .extracting(Problem::path)
                        .containsExactly("/event_log", "/pipeline_id", "/plan", "/sql"));
    }
}
