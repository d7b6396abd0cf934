package org.opendatagov.orchestrator.adapter.http;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.expert.ExpertSettings;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Reads the orchestrator's catalogue by its API. */
@Component
@ConditionalOnProperty(name = "orchestrator.role", havingValue = "expert")
@EnableConfigurationProperties(ServingSettings.class)
class OrchestratorCatalog implements AutoCloseable {
    private static final String PATH = "/api/v1/datasets";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final RemoteCalls calls;
    private final ServingSettings serving;

    OrchestratorCatalog(ExpertSettings settings, ServingSettings serving) {
        this.calls = new RemoteCalls(settings);
        this.serving = serving;
    }

    Optional<CatalogDataset> find(String id) {
        HttpResponse<byte[]> answer = get(PATH + "/" + id);
        return answer.statusCode() == 404
                ? Optional.empty()
                : Optional.of(read(answer, new TypeReference<CatalogDataset>() {}));
    }

    List<CatalogDataset> search(String text) {
        HttpResponse<byte[]> answer = get(PATH + "?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
        return read(answer, new TypeReference<Map<String, List<CatalogDataset>>>() {})
                .getOrDefault("datasets", List.of());
    }

    private HttpResponse<byte[]> get(String path) {
        HttpRequest request =
                calls.request(serving.orchestratorUrl(), path).timeout(PATIENCE).build();
        return calls.send(request, BodyHandlers.ofByteArray(), "The orchestrator's catalogue");
    }

    private static <T> T read(HttpResponse<byte[]> answer, TypeReference<T> type) {
        if (answer.statusCode() != 200) {
            throw ProblemAnswers.read(answer.statusCode(), answer.body(), "The orchestrator's catalogue");
        }
        try {
            return MAPPER.readValue(answer.body(), type);
        } catch (IOException e) {
            throw new OrchestratorException(
                    ErrorCode.UNAVAILABLE,
                    "The orchestrator's catalogue answered in a form that is not known here; both need the same version.");
        }
    }

    @Override
    public void close() {
        calls.close();
    }
}
