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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.DatasetKnowledge;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.catalog.DatasetSearch;
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

    /** As it was known then. */
    Optional<CatalogDataset> find(String id, Instant at) {
        HttpResponse<byte[]> answer = get(PATH + "/" + id + "?at=" + at);
        return answer.statusCode() == 404
                ? Optional.empty()
                : Optional.of(read(answer, new TypeReference<CatalogDataset>() {}));
    }

    DatasetKnowledge knowledge(String id) {
        return read(get(PATH + "/" + id), new TypeReference<DatasetKnowledge>() {});
    }

    List<CatalogDataset> search(String text) {
        return search(DatasetSearch.of(text, Integer.MAX_VALUE));
    }

    /** The orchestrator gives as many as a page of its API has. */
    List<CatalogDataset> search(DatasetSearch search) {
        StringBuilder query = new StringBuilder(PATH + "?q=" + encoded(search.text()));
        search.tag().ifPresent(tag -> query.append("&tag=").append(encoded(tag)));
        search.owner().ifPresent(owner -> query.append("&owner=").append(encoded(owner)));
        search.region().ifPresent(region -> query.append("&region=").append(encoded(region)));
        search.classOf().ifPresent(name -> query.append("&class=").append(encoded(name)));
        HttpResponse<byte[]> answer = get(query.toString());
        return read(answer, new TypeReference<Map<String, List<CatalogDataset>>>() {})
                .getOrDefault("datasets", List.of());
    }

    /** A page of personal datasets, and what gives the next one. */
    record Page(List<CatalogDataset> datasets, Optional<String> nextCursor) {}

    /** The API takes one tag, a scope has any of several: tags are left to the caller. */
    Page personal(DatasetScope scope, Optional<String> cursor) {
        StringBuilder query = new StringBuilder(PATH + "?personal=true");
        scope.owner().ifPresent(owner -> query.append("&owner=").append(encoded(owner)));
        scope.region().ifPresent(region -> query.append("&region=").append(encoded(region)));
        cursor.ifPresent(id -> query.append("&cursor=").append(encoded(id)));
        return read(get(query.toString()), new TypeReference<Page>() {});
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    HttpResponse<byte[]> get(String path) {
        HttpRequest request =
                calls.request(serving.orchestratorUrl(), path).timeout(PATIENCE).build();
        return calls.send(request, BodyHandlers.ofByteArray(), "The orchestrator's catalogue");
    }

    static <T> T read(HttpResponse<byte[]> answer, TypeReference<T> type) {
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
