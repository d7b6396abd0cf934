package org.opendatagov.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.opendatagov.orchestrator.support.RestClient;
import org.opendatagov.orchestrator.support.ScriptedModel;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/** A run whose budget allows no call waits until somebody raises it: the whole service with its real experts before a double of a model. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BudgetedRunTest {
    private static final Path FOLDER = Path.of("target", "test-data", "budgeted");
    private static final ScriptedModel MODEL = new ScriptedModel();
    private static final Pattern EVIDENCE = Pattern.compile("\\{\"evidence\":\"((?:[^\"\\\\]|\\\\.)+)\"");

    @LocalServerPort
    private int port;

    private RestClient client;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FOLDER);
        registry.add("orchestrator.data-dir", () -> FOLDER.resolve("data").toString());
        registry.add("orchestrator.inbox", () -> FOLDER.resolve("inbox").toString());
        registry.add("orchestrator.datasets.allowed-folders", FOLDER::toString);
        TestDatabase.register(registry);
        registry.add("spring.datasource.username", () -> "postgres");
        registry.add("orchestrator.budgets.run", () -> "0.0001");
        registry.add("orchestrator.budgets.when-reached", () -> "wait");
        String model = "orchestrator.models.scripted.";
        registry.add(model + "provider", () -> "openai");
        registry.add(model + "model", () -> "double");
        registry.add(model + "api-key", () -> "sk-secret");
        registry.add(model + "base-url", MODEL::url);
        registry.add(model + "max-tokens", () -> "200");
        registry.add(model + "price-in", () -> "0.1");
        registry.add(model + "price-out", () -> "20");
        for (String expert : new String[] {"Schema", "Quality", "Lineage", "Security", "Compliance", "Cost"}) {
            registry.add("orchestrator.expert-models." + expert + "Expert", () -> "scripted");
        }
    }

    @BeforeAll
    void begin() {
        client = new RestClient(port);
        MODEL.answers(BudgetedRunTest::sensible);
    }

    @AfterAll
    void end() {
        client.close();
        MODEL.close();
    }

    private static String sensible(String question) {
        Matcher evidence = EVIDENCE.matcher(question);
        String id = evidence.find() ? evidence.group(1) : "none";
        return """
                {"summary": [{"text": "It was measured.", "evidence": ["%s"]}], "ranking": [], "findings": [], "suggestions": []}""".formatted(id);
    }

    private JsonNode run(String id) throws Exception {
        return client.get("/runs/" + id);
    }

    @Test
    void it_is_forecast_waits_for_its_budget_goes_on_when_that_is_raised_and_tells_what_it_cost() throws Exception {
        Path file =
                Files.writeString(FOLDER.resolve("orders.csv"), "order_no,mail\n1,a@example.org\n2,b@example.org\n");
        Map<String, Object> request =
                Map.of("workflow", "onboard_dataset", "inputs", Map.of("file_path", file.toString()));

        JsonNode forecast = client.json("POST", "/runs:forecast", request);
        assertThat(forecast.path("cost_usd").path("low").asDouble()).isPositive();
        assertThat(forecast.path("tasks").findValuesAsText("cost_basis")).containsOnly("prompt");

        String id = client.json("POST", "/runs", request).path("id").asText();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> run(id).path("status").asText().equals("waiting"));
        JsonNode waiting = run(id);
        assertThat(waiting.path("reason").asText()).isEqualTo("budget: run");
        assertThat(waiting.path("tasks").path(0).path("waiting_for").asText()).isEqualTo("budget: run");
        assertThat(MODEL.received()).isEmpty();

        // Six calls of 0.0021 each; any of them can cost nearly three times that, so those side by side wait for one
        // another.
        client.json("PUT", "/budgets/run:" + id, Map.of("cap_usd", 0.02));
        await().atMost(Duration.ofSeconds(90))
                .until(() -> run(id).path("status").asText().equals("succeeded"));

        JsonNode ended = run(id);
        assertThat(ended.path("cost_usd").asDouble()).isEqualTo(0.0126);
        assertThat(ended.path("budget_alerts")).singleElement().satisfies(alert -> {
            assertThat(alert.path("scope").asText()).isEqualTo("run");
            assertThat(alert.path("percent").asInt()).isEqualTo(50);
        });
        assertThat(client.report(ended, "text/markdown"))
                .contains("Language models: cost", "The budget 'run' passed 50 %");
        assertThat(client.get("/usage?by=task&run=" + id).path("lines")).hasSize(6);
        assertThat(client.json("POST", "/runs:forecast", request).path("tasks").findValuesAsText("cost_basis"))
                .containsOnly("runs");
    }
}
