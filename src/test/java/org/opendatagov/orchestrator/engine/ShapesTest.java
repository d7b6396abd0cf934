package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendatagov.orchestrator.support.ScriptedExpert;

/** DAGs of every shape, sent as definitions: order is kept, each task is done once. */
class ShapesTest extends EngineTestBase {
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final Set<String> wrong = ConcurrentHashMap.newKeySet();

    private static Map<String, Object> does(String id, String action, String... before) {
        return task(id, "action", action, "depends_on", List.of(before));
    }

    private static Map<String, Object> after(String id, String... before) {
        return does(id, "analyze_schema", before);
    }

    private static List<Map<String, Object>> wide(int width) {
        List<Map<String, Object>> tasks = new ArrayList<>(List.of(after("top")));
        String[] all =
                IntStream.range(0, width).mapToObj(number -> "w" + number).toArray(String[]::new);
        for (String id : all) {
            tasks.add(after(id, "top"));
        }
        tasks.add(task("join", "depends_on", List.of(all)));
        return tasks;
    }

    private static List<Map<String, Object>> deep(int depth) {
        List<Map<String, Object>> tasks = new ArrayList<>(List.of(after("d0")));
        IntStream.range(1, depth).forEach(number -> tasks.add(after("d" + number, "d" + (number - 1))));
        Collections.shuffle(tasks, new Random(depth));
        return tasks;
    }

    private static List<Map<String, Object>> crossed(int rungs) {
        List<Map<String, Object>> tasks = new ArrayList<>(List.of(after("a0"), after("b0")));
        for (int rung = 1; rung < rungs; rung++) {
            tasks.add(after("a" + rung, "a" + (rung - 1)));
            tasks.add(after("b" + rung, "b" + (rung - 1), "a" + (rung - 1)));
        }
        return tasks;
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("one", List.of(after("only"))),
                Arguments.of(
                        "diamond",
                        List.of(
                                after("join", "left", "right"),
                                after("left", "top"),
                                after("right", "top"),
                                after("top"))),
                Arguments.of("wide", wide(300)),
                Arguments.of("deep", deep(300)),
                Arguments.of("the N, which is no series-parallel one", crossed(2)),
                Arguments.of("a crossed ladder", crossed(60)),
                Arguments.of("islands", List.of(after("x"), after("y"), after("z", "y"))),
                Arguments.of(
                        "onboard_dataset",
                        List.of(
                                does("schema_analysis", "analyze_schema"),
                                does("quality_validation", "define_expectations", "schema_analysis"),
                                does("security_scan", "detect_pii", "schema_analysis"),
                                does("compliance_check", "validate_gdpr", "security_scan"),
                                does("cost_estimation", "estimate_storage_cost", "schema_analysis"),
                                does("lineage_mapping", "map_dependencies", "schema_analysis"))),
                Arguments.of(
                        "troubleshoot_pipeline",
                        List.of(
                                does("performance_analysis", "analyze_execution_plan"),
                                does("lineage_analysis", "identify_bottleneck_datasets", "performance_analysis"),
                                does("quality_analysis", "check_data_skew", "lineage_analysis"),
                                does("cost_optimization", "suggest_resource_optimization", "performance_analysis"))),
                Arguments.of(
                        "gdpr_audit",
                        List.of(
                                does("security_inventory", "list_pii_datasets"),
                                does("lineage_tracing", "trace_pii_data_flows", "security_inventory"),
                                does("compliance_validation", "validate_data_retention", "security_inventory"),
                                does("quality_verification", "verify_anonymization", "security_inventory"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void a_dag_of_any_shape_keeps_its_order_and_does_each_task_once(String shape, List<Map<String, Object>> tasks) {
        experts.all(request -> {
            Map<String, Object> asked = tasks.stream()
                    .filter(task -> request.taskId().equals(task.get("id")))
                    .findFirst()
                    .orElseThrow();
            if (!done.containsAll(Objects.requireNonNull((List<?>) asked.get("depends_on")))) {
                wrong.add("too early: " + request.taskId());
            }
            if (!done.add(request.taskId())) {
                wrong.add("again: " + request.taskId());
            }
            return ScriptedExpert.trivial(request);
        });
        RunView run = run(Map.of("workflow_id", "shape", "tasks", tasks), Map.of());

        assertThat(run.status()).as(run.reason()).isEqualTo(RunState.SUCCEEDED);
        assertThat(wrong).isEmpty();
        assertThat(done).hasSize(tasks.size());
        assertThat(run.tasks()).allSatisfy(task -> {
            assertThat(task.status()).isEqualTo(TaskState.SUCCEEDED);
            assertThat(task.attempts()).isOne();
            assertThat(task.expert()).isNotEmpty();
        });
    }
}
