package org.opendatagov.orchestrator.adapter.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetPart;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.DatasetQuery;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.Uploads;
import org.opendatagov.orchestrator.expert.ExpertSettings;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** Datasets of an expert in a process of its own: what it can read itself, and else a copy of what the orchestrator has catalogued. */
@Component
@Primary
@ConditionalOnProperty(name = "orchestrator.role", havingValue = "expert")
@EnableConfigurationProperties(ServingSettings.class)
class OrchestratorDatasets implements Datasets, AutoCloseable {
    private static final String FROM = "The orchestrator's dataset";

    private final Datasets local;
    private final ObjectProvider<Uploads> copies;
    private final RemoteCalls calls;
    private final ServingSettings serving;
    private final Map<String, Dataset> copied = new ConcurrentHashMap<>();

    OrchestratorDatasets(
            @Qualifier("standardDatasets") Datasets local,
            ObjectProvider<Uploads> copies,
            ExpertSettings settings,
            ServingSettings serving) {
        this.local = local;
        this.copies = copies;
        this.calls = new RemoteCalls(settings);
        this.serving = serving;
    }

    @Override
    public void check(String location) {
        local.check(location);
    }

    @Override
    public Dataset open(String location, Map<String, String> pinned) {
        try {
            return local.open(location, pinned);
        } catch (OrchestratorException e) {
            if (e.code() != ErrorCode.FORBIDDEN_LOCATION && e.code() != ErrorCode.DATASET_NOT_FOUND) {
                throw e;
            }
        }
        Dataset copy = copied.compute(location, (key, known) -> copy(key, Optional.ofNullable(known)));
        String before = pinned.getOrDefault(location, copy.fingerprint());
        if (!before.equals(copy.fingerprint())) {
            throw new OrchestratorException(
                    ErrorCode.DATASET_CHANGED,
                    "'" + location + "' changed while the run was under way; start a new run on what it is now.");
        }
        return new Dataset(
                Dataset.id(location), location, copy.format(), copy.fingerprint(), copy.bytes(), copy.parts());
    }

    /** The copy that is here already, where it is the same still. */
    private Dataset copy(String location, Optional<Dataset> known) {
        HttpRequest.Builder request =
                calls.request(serving.orchestratorUrl(), "/api/v1/datasets/" + Dataset.id(location) + "/content");
        known.ifPresent(copy -> request.header("If-None-Match", "\"" + copy.fingerprint() + "\""));
        HttpResponse<InputStream> answer = calls.send(request.build(), BodyHandlers.ofInputStream(), FROM);
        try (InputStream content = answer.body()) {
            if (answer.statusCode() == 304 && known.isPresent()) {
                return known.get();
            }
            if (answer.statusCode() != 200) {
                throw ProblemAnswers.read(answer.statusCode(), content.readAllBytes(), FROM);
            }
            return copies.getObject().store(name(answer), content);
        } catch (IOException e) {
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, FROM + " broke off; it is tried again.", e);
        }
    }

    private static String name(HttpResponse<?> answer) {
        String disposition = answer.headers().firstValue("Content-Disposition").orElse("");
        return URLDecoder.decode(disposition.replaceAll("^.*''", ""), StandardCharsets.UTF_8);
    }

    private Dataset readable(Dataset dataset) {
        Dataset copy = copied.get(dataset.location());
        return copy != null && copy.fingerprint().equals(dataset.fingerprint()) ? copy : dataset;
    }

    @Override
    public DatasetProfile profile(Dataset dataset) {
        return local.profile(readable(dataset));
    }

    @Override
    public List<DatasetPart> parts(Dataset dataset) {
        return local.parts(readable(dataset));
    }

    @Override
    public <T> T query(Dataset dataset, DatasetQuery<T> query) {
        return local.query(readable(dataset), query);
    }

    @Override
    public void close() {
        calls.close();
    }
}
