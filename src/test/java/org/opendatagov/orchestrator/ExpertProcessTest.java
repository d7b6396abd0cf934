package org.opendatagov.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertJson;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.InstanceRegistry;
import org.opendatagov.orchestrator.expert.InstanceStatus;
import org.opendatagov.orchestrator.expert.InstanceView;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.samples.CustomerTransactions;
import org.opendatagov.orchestrator.support.PonderExpert;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/** The service with experts in processes of their own: real JVMs, real HTTP, real kills. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ExpertProcessTest {
    private static final Path FOLDER = Path.of("target", "test-data", "expert-process");
    private static final String TOKEN = "a shared secret";
    private static final ObjectMapper JSON = new ObjectMapper();

    @LocalServerPort
    private int port;

    @Autowired
    private InstanceRegistry instances;

    @Autowired
    private ExpertRegistry experts;

    @Autowired
    private ProducerTemplate template;

    @Autowired
    private Runs runs;

    private final List<Process> started = new ArrayList<>();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        registry.add("orchestrator.data-dir", () -> FOLDER.resolve("data").toString());
        registry.add("orchestrator.inbox", () -> FOLDER.resolve("inbox").toString());
        registry.add("orchestrator.datasets.allowed-folders", FOLDER::toString);
        registry.add("orchestrator.triggers.enabled", () -> "false");
        registry.add("orchestrator.experts.token", () -> TOKEN);
        registry.add("orchestrator.experts.heartbeat-timeout", () -> "3s");
        registry.add("orchestrator.experts.probe", () -> "300ms");
        registry.add("orchestrator.experts.poll", () -> "200ms");
        TestDatabase.register(registry);
        registry.add("spring.datasource.username", () -> "postgres");
    }

    @AfterEach
    void endAll() throws InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> remote().noneMatch(ExpertProcessTest::online));
    }

    private java.util.stream.Stream<InstanceView> remote() {
        return instances.instances().stream()
                .filter(view -> view.instance().address().isPresent());
    }

    private static boolean online(InstanceView view) {
        return view.status() != InstanceStatus.OFFLINE;
    }

    private Process start(String served) throws IOException {
        return start(served, 1);
    }

    /** @param times as long as asked its experts take */
    private Process start(String served, int times) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx300m",
                        "-Dponder.times=" + times,
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        PonderExpert.class.getName(),
                        "--orchestrator.role=expert",
                        "--server.port=0",
                        "--orchestrator.data-dir=" + FOLDER.resolve("expert-" + started.size()),
                        "--orchestrator.inbox=" + FOLDER.resolve("no-inbox"),
                        "--orchestrator.datasets.allowed-folders=" + FOLDER.resolve("nothing"),
                        "--orchestrator.experts.orchestrator-url=http://127.0.0.1:" + port,
                        "--orchestrator.experts.token=" + TOKEN,
                        "--orchestrator.experts.served=" + served,
                        "--orchestrator.experts.max-concurrent=8",
                        "--orchestrator.experts.heartbeat-timeout=6s")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        FOLDER.resolve("expert.log").toFile()))
                .start();
        started.add(process);
        return process;
    }

    private void awaitInstances(int count) {
        await().atMost(Duration.ofSeconds(90))
                .failFast("an expert's process ended", () -> started.stream().noneMatch(Process::isAlive))
                .until(() -> remote().filter(ExpertProcessTest::online).count() == count);
    }

    private ExpertReport call(String expert, String action, Map<String, Object> inputs) throws Exception {
        ContextValue colour = new ContextValue("paint.colour", "green", "SchemaExpert", Instant.now());
        ExpertRequest request = new ExpertRequest(
                UUID.randomUUID(), "task", action, inputs, ContextView.of(Map.of(colour.key(), colour)), Map.of());
        Exchange answer = template.send("direct:engine-expert-router", ExchangePattern.InOut, exchange -> {
            exchange.getMessage().setBody(request);
            exchange.getMessage().setHeader("OrchestratorExpert", expert);
            exchange.getMessage().setHeader("OrchestratorAction", action);
        });
        if (answer.getException() != null) {
            throw answer.getException();
        }
        if (answer.getMessage().getBody() instanceof OrchestratorException refused) {
            throw refused;
        }
        return answer.getMessage().getBody(ExpertReport.class);
    }

    private CompletableFuture<ExpertReport> callLater(Map<String, Object> inputs) {
        CompletableFuture<ExpertReport> answer = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(call(PonderExpert.NAME, PonderExpert.ACTION, inputs));
            } catch (Throwable e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    @Test
    void experts_elsewhere_share_the_work_and_one_that_is_killed_in_the_middle_fails_no_call() throws Exception {
        Process first = start(PonderExpert.NAME);
        start(PonderExpert.NAME);
        awaitInstances(2);

        List<CompletableFuture<ExpertReport>> before = calls(16, 50);
        Set<Object> processes = before.stream()
                .map(answer -> answer.join().result().get("process"))
                .collect(Collectors.toSet());
        assertThat(processes).hasSize(2);
        assertThat(before.getFirst().join().context()).isEqualTo(Map.of("seen", "green"));

        List<CompletableFuture<ExpertReport>> answers = calls(32, 700);
        await().until(() -> remote().filter(ExpertProcessTest::online).allMatch(view -> view.load() > 0));
        first.destroyForcibly();
        for (CompletableFuture<ExpertReport> answer : answers) {
            assertThat(answer.get(60, TimeUnit.SECONDS).summary()).isEqualTo("pondered");
        }
        awaitInstances(1);
        assertThat(listed().findValuesAsText("status")).contains("offline", "available");
    }

    @Test
    void two_instances_of_unequal_speed_share_runs_by_their_load_and_a_kill_in_the_middle_fails_none()
            throws Exception {
        start(PonderExpert.NAME, 1);
        Process slow = start(PonderExpert.NAME, 8);
        awaitInstances(2);
        List<UUID> first = runs(120, 30);
        first.forEach(run -> assertThat(ended(run).status()).isEqualTo(RunState.SUCCEEDED));
        Map<Object, Long> shares = first.stream()
                .map(run -> runs.record(run)
                        .orElseThrow()
                        .reports()
                        .values()
                        .iterator()
                        .next())
                .collect(Collectors.groupingBy(report -> report.result().get("process"), Collectors.counting()));
        long slowShare = shares.getOrDefault((int) slow.pid(), 0L);
        assertThat(slowShare).as("of 120 runs: %s", shares).isBetween(1L, 50L);

        List<UUID> second = runs(40, 300);
        await().until(() -> remote().filter(ExpertProcessTest::online).allMatch(view -> view.load() > 0));
        slow.destroyForcibly();
        second.forEach(run -> {
            RunView view = ended(run);
            assertThat(view.status()).as(view.reason()).isEqualTo(RunState.SUCCEEDED);
        });
    }

    private List<UUID> runs(int count, int millis) {
        List<UUID> started = new ArrayList<>();
        Map<String, Object> task =
                Map.of("id", "think", "action", PonderExpert.ACTION, "inputs", Map.of("millis", millis));
        for (int run = 0; run < count; run++) {
            started.add(runs.submit(RunRequest.of(Map.of("workflow_id", "ponder", "tasks", List.of(task)), Map.of()))
                    .runId());
        }
        return started;
    }

    private RunView ended(UUID run) {
        return runs.await(run, Duration.ofSeconds(60));
    }

    private List<CompletableFuture<ExpertReport>> calls(int count, int millis) {
        List<CompletableFuture<ExpertReport>> answers = new ArrayList<>();
        for (int call = 0; call < count; call++) {
            answers.add(callLater(Map.of("millis", millis)));
        }
        return answers;
    }

    private JsonNode listed() throws Exception {
        return JSON.readTree(send("GET", "/api/v1/experts", "").body());
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void a_call_that_is_interrupted_is_interrupted_in_the_other_process_too_and_its_errors_are_the_same_here()
            throws Exception {
        start(PonderExpert.NAME + ",SchemaExpert");
        awaitInstances(2);
        Path notes = FOLDER.resolve("notes");
        Thread call = Thread.startVirtualThread(() -> {
            try {
                call(PonderExpert.NAME, PonderExpert.ACTION, Map.of("millis", 600_000, "notes", notes.toString()));
            } catch (Exception e) {
                Thread.currentThread().interrupt();
            }
        });
        await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(notes));
        call.interrupt();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> Files.readString(notes).equals("interrupted"));

        assertThatThrownBy(() -> call(PonderExpert.NAME, PonderExpert.ACTION, Map.of()))
                .isInstanceOfSatisfying(OrchestratorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT);
                    assertThat(e.problems()).extracting(Problem::path).containsExactly("/inputs/millis", "/inputs");
                });
        assertThatThrownBy(() -> call(PonderExpert.NAME, PonderExpert.ACTION, Map.of("millis", 1_201)))
                .isInstanceOfSatisfying(OrchestratorException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT);
                    assertThat(e.text()).isEqualTo("An odd number of milliseconds leads nowhere.");
                });
        assertThat(send("POST", "/api/v1/experts", "{}").statusCode()).isEqualTo(401);
        builtIn();
    }

    /** An expert that comes with the service, on a file that only the orchestrator may read. */
    private void builtIn() throws Exception {
        Path file = FOLDER.resolve("transactions.parquet");
        CustomerTransactions.write(200, file);
        ExpertRequest here = new ExpertRequest(
                UUID.randomUUID(),
                "task",
                "analyze_schema",
                Map.of("file_path", file.toString()),
                ContextView.empty(),
                Map.of());
        ExpertReport expected = experts.named("SchemaExpert").orElseThrow().perform(here);
        InstanceView elsewhere = remote().filter(
                        view -> view.instance().expertName().equals("SchemaExpert"))
                .findFirst()
                .orElseThrow();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(elsewhere.instance().address().orElseThrow()
                                + "/api/v1/experts/SchemaExpert/analyze_schema/perform"))
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"run_id": "00000000-0000-0000-0000-000000000001", "task_id": "t", "action": "analyze_schema",
                         "inputs": {"file_path": "%s"}, "context": {}, "fingerprints": {}}""".formatted(file)))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(JSON.readTree(answer.body()).at("/result"))
                    .isEqualTo(JSON.readTree(ExpertJson.text(expected.result())));
        }
    }
}
