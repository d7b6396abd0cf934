package org.opendatagov.orchestrator.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.opendatagov.orchestrator.engine.InputCheck;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.engine.TestExperts;
import org.opendatagov.orchestrator.support.Gate;
import org.opendatagov.orchestrator.support.ScriptedService;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/** The API on a real server over the real engine, catalogue and datasets, asked over HTTP; every answer is held against the contract. */
@SpringBootTest(
        classes = {ScriptedService.class, ApiTest.Defect.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class ApiTest {
    /** A run of this file fails as only a defect does. */
    protected static final String DEFECT = "defect.csv";

    protected static final DataSize LARGEST_UPLOAD = DataSize.ofKilobytes(64);

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Path FOLDER = Path.of("target", "test-data", "api");

    @LocalServerPort
    protected int port;

    @Autowired
    protected Runs runs;

    @Autowired
    protected TestExperts experts;

    @Autowired
    private JdbcClient database;

    private final Gate gate = new Gate();

    /** Fails a run where nothing of the service fails. */
    static class Defect {
        @Bean
        InputCheck defect() {
            return inputs -> {
                if (String.valueOf(inputs.get("file_path")).endsWith(DEFECT)) {
                    throw new IllegalStateException("a secret of 078-05-1120");
                }
            };
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        FileSystemUtils.deleteRecursively(FOLDER.toFile());
        registry.add("orchestrator.data-dir", FOLDER.resolve("data")::toString);
        registry.add("orchestrator.datasets.allowed-folders", FOLDER.resolve("files")::toString);
        registry.add("orchestrator.datasets.max-upload", LARGEST_UPLOAD::toString);
        registry.add("orchestrator.triggers.enabled", () -> false);
        registry.add("orchestrator.server.allowed-hosts", () -> "governance.example");
        registry.add("management.endpoints.web.exposure.include", () -> "health");
        TestDatabase.register(registry);
        registry.add("spring.datasource.username", () -> "postgres");
    }

    @BeforeEach
    void answerAtOnce() {
        experts.all(gate::pass);
    }

    @AfterEach
    void release() {
        gate.open();
    }

    /** Runs go on and do not end until they are released. */
    protected void hold() {
        gate.close();
    }

    /** How many runs were ever recorded. */
    protected long recorded() {
        return database.sql("SELECT count(*) FROM run").query(Long.class).single();
    }

    protected Answer get(String target, String... headers) {
        return send("GET", target, BodyPublishers.noBody(), headers);
    }

    protected Answer post(String target, String json, String... headers) {
        return send("POST", target, BodyPublishers.ofString(json), headersWithJson(headers));
    }

    protected Answer patch(String target, String json) {
        return send("PATCH", target, BodyPublishers.ofString(json), headersWithJson());
    }

    private static String[] headersWithJson(String... headers) {
        return Stream.concat(Stream.of("Content-Type", "application/json"), Stream.of(headers))
                .toArray(String[]::new);
    }

    protected Answer send(String method, String target, HttpRequest.BodyPublisher body, String... headers) {
        return sendAsync(method, target, body, headers).join();
    }

    protected CompletableFuture<Answer> sendAsync(
            String method, String target, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + target))
                .method(method, body);
        for (int header = 0; header < headers.length; header += 2) {
            request.header(headers[header], headers[header + 1]);
        }
        return CLIENT.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(response -> {
            Answer answer = answer(response);
            ContractCheck.check(method, target, answer);
            return answer;
        });
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers().map(), response.body());
    }

    /** What a request with exactly these lines is answered; it must be a problem. */
    protected Answer refused(String head) {
        Answer answer = RawHttp.send(port, head);
        ContractCheck.checkProblem(answer);
        return answer;
    }

    /** The request for a run over a file, which is there. */
    protected static String run(String fileName) {
        Path file = FOLDER.resolve("files").resolve(fileName);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "a,b\n1,2\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "{\"workflow\": \"onboard_dataset\", \"inputs\": {\"file_path\": \"" + file + "\"}}";
    }
}
