package org.opendatagov.orchestrator.adapter.http;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.expert.ExpertInstance;
import org.opendatagov.orchestrator.expert.ExpertJson;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.ExpertSettings;
import org.opendatagov.orchestrator.expert.ExpertTransport;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Calls instances over HTTP, as {@code openapi/expert.yaml} says. */
@Component
class HttpExperts implements ExpertTransport, AutoCloseable {
    private final RemoteCalls calls;
    private final Duration patience;

    HttpExperts(ExpertSettings settings) {
        this.calls = new RemoteCalls(settings);
        this.patience = settings.probe();
    }

    @Override
    public ExpertReport perform(ExpertInstance instance, ExpertRequest request) {
        String what = "instance '" + instance.expertId() + "'";
        String path = "/api/v1/experts/" + instance.expertName() + "/" + request.action() + "/perform";
        HttpRequest sent = calls.request(instance.address().orElseThrow(), path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ExpertJson.write(request)))
                .build();
        HttpResponse<byte[]> answer = calls.send(sent, BodyHandlers.ofByteArray(), what);
        if (answer.statusCode() != 200) {
            throw ProblemAnswers.read(answer.statusCode(), answer.body(), what);
        }
        return report(answer.body(), what);
    }

    /** What went wrong in a call that took a while is in the body: its status had been sent before. */
    private static ExpertReport report(byte[] body, String what) {
        Optional<Object> problem = ExpertJson.readMap(body).map(answer -> answer.get("problem"));
        if (problem.isPresent()) {
            byte[] json = ExpertJson.text(problem.get()).getBytes(StandardCharsets.UTF_8);
            throw ProblemAnswers.read(500, json, what);
        }
        return ExpertJson.readReport(body)
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.UNAVAILABLE, what + " answered what is no report; look at its version."));
    }

    @Override
    public Health probe(ExpertInstance instance) {
        String what = "instance '" + instance.expertId() + "'";
        HttpRequest sent = calls.request(instance.address().orElseThrow(), "/api/v1/experts/health")
                .timeout(patience)
                .build();
        HttpResponse<byte[]> answer = calls.send(sent, BodyHandlers.ofByteArray(), what);
        if (answer.statusCode() >= 500) {
            throw ProblemAnswers.read(answer.statusCode(), answer.body(), what);
        }
        return health(instance, ExpertJson.readMap(answer.body()).orElse(Map.of()));
    }

    /** An expert that does not say how it is lives all the same. */
    private static Health health(ExpertInstance instance, Map<String, Object> said) {
        int load = said.get("load") instanceof Map<?, ?> byExpert
                        && byExpert.get(instance.expertName()) instanceof Number figure
                ? figure.intValue()
                : 0;
        Duration uptime = said.get("uptime_seconds") instanceof Number seconds
                ? Duration.ofSeconds(seconds.longValue())
                : Duration.ZERO;
        return new Health(load, uptime);
    }

    @Override
    public void close() {
        calls.close();
    }
}
