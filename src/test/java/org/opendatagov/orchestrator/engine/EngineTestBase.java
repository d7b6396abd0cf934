package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.opendatagov.orchestrator.support.ScriptedExpert;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.opendatagov.orchestrator.support.TestRoutes;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The engine on a real database with scripted experts; its subclasses share one. */
@SpringBootTest(classes = EngineTestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
abstract class EngineTestBase {
    static final Duration LONG = Duration.ofSeconds(60);

    @Autowired
    Runs runs;

    @Autowired
    RunStore store;

    @Autowired
    TestExperts experts;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        String onboard = Files.readString(Path.of("routes/workflows/onboard_dataset.camel.yaml"));
        Path routes = TestRoutes.folder(
                "engine", List.of(onboard, optional(), impatient(), eachFile(), untilReady(), byKind(), endless()));
        TestRoutes.add(routes, "tasks", "word-count.camel.yaml", taskRoutes());
        registry.add("orchestrator.routes-dir", routes::toString);
        registry.add("orchestrator.data-dir", () -> "target/test-data/engine");
        registry.add("orchestrator.engine.poll", () -> "100ms");
        registry.add("orchestrator.experts.max-concurrent-of.PerformanceExpert", () -> "1");
        TestDatabase.register(registry);
        registry.add("spring.datasource.username", () -> "postgres");
    }

    private static String optional() {
        return """
                - route:
                    id: optional_quality
                    description: Its quality check may fail
                    from:
                      uri: direct:optional_quality
                      steps:
                        - to:
                            uri: kamelet:expert-task-action
                            parameters: { task: quality, action: define_expectations, onFailure: skip_dependents, maxAttempts: 1 }
                        - multicast:
                            parallelProcessing: true
                            steps:
                              - to:
                                  uri: kamelet:expert-task-action
                                  parameters: { task: cost, action: estimate_storage_cost }
                        - to:
                            uri: kamelet:expert-task-action
                            parameters: { task: lineage, action: map_dependencies }
                """;
    }

    private static String impatient() {
        return """
                - route:
                    id: impatient
                    description: Its task has little time
                    from:
                      uri: direct:impatient
                      steps:
                        - to:
                            uri: kamelet:expert-task-action
                            parameters: { task: slow, action: analyze_schema, timeout: 2s, maxAttempts: 1 }
                """;
    }

    private static String eachFile() {
        return """
                - route:
                    id: each_file
                    description: Goes over a list
                    from:
                      uri: direct:each_file
                      steps:
                        - to:
                            uri: kamelet:expert-task-action
                            parameters: { task: list, action: analyze_schema }
                        - split:
                            id: files
                            expression: { language: { language: cel, expression: "tasks.list.result.files" } }
                            steps:
                              - to:
                                  uri: kamelet:expert-task-action
                                  parameters: { task: scan, action: detect_pii, key: "item", inputs: { file_path: "${item}" } }
                              - to:
                                  uri: kamelet:expert-task-action
                                  parameters: { task: check, action: validate_gdpr, key: "item", inputs: { file_path: "${tasks.scan.result.path}" } }
                        - to:
                            uri: kamelet:expert-task-action
                            parameters: { task: sum, action: map_dependencies, inputs: { file_path: "${tasks.check.result[2].checked}" } }
                """;
    }

    private static String untilReady() {
        return """
                - route:
                    id: until_ready
                    description: Asks until something is ready
                    from:
                      uri: direct:until_ready
                      steps:
                        - loop:
                            id: asking
                            doWhile: true
                            expression: { language: { language: cel, expression: "index == 0 || !tasks.poll.result.ready" } }
                            steps:
                              - to:
                                  uri: kamelet:expert-task-action
                                  parameters: { task: poll, action: analyze_schema, key: "index" }
                        - to:
                            uri: kamelet:expert-task-action
                            parameters: { task: use, action: detect_pii }
                """;
    }

    private static String endless() {
        return """
                - route:
                    id: endless
                    description: Uses itself
                    from:
                      uri: direct:endless
                      steps:
                        - to:
                            uri: kamelet:workflow-action
                            parameters: { task: again, uses: endless }
                """;
    }

    private static String byKind() {
        return """
                - route:
                    id: by_kind
                    description: Takes a branch by the file's ending
                    from:
                      uri: direct:by_kind
                      steps:
                        - choice:
                            id: kind
                            when:
                              - expression: { language: { language: cel, expression: "inputs.file_path.endsWith('.csv')" } }
                                steps:
                                  - to:
                                      uri: kamelet:expert-task-action
                                      parameters: { task: text, action: analyze_schema }
                            otherwise:
                              steps:
                                - to:
                                    uri: kamelet:expert-task-action
                                    parameters: { task: binary, action: detect_pii }
                        - to:
                            uri: kamelet:expert-task-action
                            parameters: { task: after, action: validate_gdpr }
                """;
    }

    private static String taskRoutes() {
        return """
                - route:
                    id: greet
                    group: tasks
                    description: Greets by name, and says which run and task asked
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: direct:greet
                      steps:
                        - setBody:
                            simple:
                              expression: "Hello ${body[name]}, task ${header.OrchestratorTaskId}"
                - route:
                    id: not-for-tasks
                    description: Not of the group
                    errorHandler:
                      noErrorHandler: {}
                    from:
                      uri: direct:not-for-tasks
                      steps:
                        - log: never
                """;
    }

    @BeforeEach
    void trivialExperts() {
        experts.all(ScriptedExpert::trivial);
    }

    static TaskView task(RunView run, String task) {
        return run.tasks().stream()
                .filter(view -> view.id().equals(task))
                .findFirst()
                .orElseThrow();
    }

    static TaskState status(RunView run, String task) {
        return task(run, task).status();
    }

    /** A task of a definition: an action of the test's experts, and further members. */
    static Map<String, Object> task(String id, Object... members) {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("id", id);
        for (int member = 0; member < members.length; member += 2) {
            task.put((String) members[member], members[member + 1]);
        }
        if (!task.containsKey("uses")) {
            task.putIfAbsent("action", "analyze_schema");
        }
        return task;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    static Map<String, Object> definition(Map<String, Object>... tasks) {
        return Map.of("workflow_id", "ad_hoc", "tasks", List.of(tasks));
    }

    UUID start(Map<String, Object> definition, Map<String, Object> inputs) {
        return runs.submit(RunRequest.of(definition, inputs)).runId();
    }

    RunView run(Map<String, Object> definition, Map<String, Object> inputs) {
        return ended(start(definition, inputs));
    }

    RunView ended(UUID run) {
        RunView view = runs.await(run, LONG);
        assertThat(view.status().ended()).as("run %s", view).isTrue();
        return view;
    }

    RunView awaitState(UUID run, RunState state) {
        await().atMost(LONG).until(() -> runs.find(run).orElseThrow().status() == state);
        return runs.find(run).orElseThrow();
    }

    Object result(UUID run, String task) {
        JournalEntry entry =
                RunHistory.of(store.journal(run)).outcome(Place.of(task)).orElseThrow();
        return Settled.of(TaskRecords.outcome(entry), List.of()).result();
    }

    long attempts(UUID run, String task) {
        return store.journal(run).stream()
                .filter(entry ->
                        entry.kind() == EntryKind.ATTEMPT && entry.task().equals(task))
                .count();
    }
}
