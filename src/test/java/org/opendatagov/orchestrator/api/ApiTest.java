package org.opendatagov.orchestrator.api;

import java.io.IOException;
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
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The API on a real server, asked over HTTP; every answer is held against the contract. */
@SpringBootTest(classes = ApiTestApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class ApiTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    protected int port;

    @Autowired
    protected FakeRuns runs;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        Path routes = Path.of("target", "test-routes", "api");
        copy("api", routes);
        copy("errors", routes);
        registry.add("orchestrator.routes-dir", routes::toString);
        registry.add("orchestrator.datasets.max-upload", ApiTestApplication.LARGEST_UPLOAD::toString);
        registry.add("orchestrator.server.allowed-hosts", () -> "governance.example");
        registry.add("management.endpoints.web.exposure.include", () -> "health");
    }

    private static void copy(String subfolder, Path to) throws IOException {
        Path target = Files.createDirectories(to.resolve(subfolder));
        try (Stream<Path> files = Files.list(Path.of("routes", subfolder))) {
            for (Path file : files.toList()) {
                Files.write(target.resolve(file.getFileName()), Files.readAllBytes(file));
            }
        }
    }

    @BeforeEach
    void forget() {
        runs.clear();
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
            request.setHeader(headers[header], headers[header + 1]);
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

    protected static String run(String filePath) {
        return "{\"workflow\": \"onboard_dataset\", \"inputs\": {\"file_path\": \"" + filePath + "\"}}";
    }
}
