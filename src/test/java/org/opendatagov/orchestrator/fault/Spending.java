package org.opendatagov.orchestrator.fault;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.support.ScriptedModel;

/** Runs that ask a model, as those who start and pay them see them. A call costs 0.002 USD, and 0.004 at the most. */
final class Spending {
    /** What a model says that has nothing to add. */
    static final String NOTHING = "{\"summary\": [], \"ranking\": [], \"findings\": [], \"suggestions\": []}";

    static final BigDecimal CALL = new BigDecimal("0.002");
    static final BigDecimal MOST = new BigDecimal("0.004");
    private static final Duration LONG = Duration.ofSeconds(90);

    private Spending() {}

    /** Of a service whose SecurityExpert asks the model, and whose tasks wait for their budgets. */
    static List<String> settings(ScriptedModel model, Path folder, String... budgets) {
        List<String> settings = new ArrayList<>(List.of(budgets));
        settings.addAll(List.of(
                "--orchestrator.datasets.allowed-folders=" + folder,
                "--orchestrator.budgets.when-reached=wait",
                "--orchestrator.expert-models.SecurityExpert=scripted"));
        Map.of(
                        "provider", "openai",
                        "model", "double",
                        "api-key", "sk-secret",
                        "base-url", model.url(),
                        "max-tokens", "200",
                        "price-in", "0",
                        "price-cached", "0",
                        "price-out", "20")
                .forEach((name, value) -> settings.add("--orchestrator.models.scripted." + name + "=" + value));
        return settings;
    }

    /** A run that asks the model once for each of these files, side by side. */
    static String submit(ServiceProcess service, Path folder, String... files) throws IOException {
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (String name : files) {
            Path file = Files.writeString(
                    folder.resolve(name + ".csv"), "order_no,mail\n1,%s@example.org\n".formatted(name));
            tasks.add(Map.of("id", name, "action", "detect_pii", "inputs", Map.of("file_path", file.toString())));
        }
        Map<String, Object> definition = Map.of("workflow_id", "ask", "tasks", tasks);
        return answer(service.post(
                        "/api/v1/runs",
                        ServiceProcess.JSON.writeValueAsString(Map.of("definition", definition, "inputs", Map.of()))))
                .path("id")
                .asText();
    }

    static void raise(ServiceProcess service, String scope, BigDecimal cap) throws IOException {
        answer(service.call("PUT", "/api/v1/budgets/" + scope, "{\"cap_usd\": %s}".formatted(cap), Map.of()));
    }

    static void awaitStatus(ServiceProcess service, String run, String status) {
        await("run " + run)
                .atMost(LONG)
                .until(() -> service.run(run).path("status").asText().equals(status));
    }

    /** What those tasks of a run wait for that do. */
    static List<String> waits(ServiceProcess service, String run) throws IOException {
        return service.run(run).path("tasks").findValuesAsText("waiting_for").stream()
                .filter(reason -> !reason.isEmpty())
                .toList();
    }

    static JsonNode budget(ServiceProcess service, String run) throws IOException {
        return answer(service.get("/api/v1/budgets?run=" + run)).path("budgets").path(0);
    }

    /** Of all calls of a run together. */
    static JsonNode usage(ServiceProcess service, String run) throws IOException {
        return answer(service.get("/api/v1/usage?by=task&run=" + run)).path("total");
    }

    /** The kinds of a run's events; of one that has ended, for the stream of another does not end. */
    static List<String> events(ServiceProcess service, String run) throws IOException {
        return service.get("/api/v1/runs/" + run + "/events")
                .body()
                .lines()
                .filter(line -> line.startsWith("event:"))
                .map(line -> line.substring("event:".length()).strip())
                .toList();
    }

    private static JsonNode answer(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.body());
        }
        return ServiceProcess.JSON.readTree(answer.body());
    }
}
