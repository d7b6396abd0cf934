package org.opendatagov.orchestrator.adapter.http;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.opendatagov.orchestrator.expert.ExpertInstance;
import org.opendatagov.orchestrator.expert.ExpertJson;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.expert.ExpertSettings;
import org.opendatagov.orchestrator.expert.InstanceRegistry;
import org.opendatagov.orchestrator.expert.InstanceView;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Registers the experts of this process at the orchestrator as long as it serves; each registration again is a heartbeat. */
@Component
@ConditionalOnProperty(name = "orchestrator.role", havingValue = "expert")
@EnableConfigurationProperties(ServingSettings.class)
class SelfRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(SelfRegistration.class);
    private static final String PATH = "/api/v1/experts";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Two heartbeats may be lost before the orchestrator takes this process to be gone. */
    private static final int BEATS = 3;

    private final ExpertRegistry experts;
    private final InstanceRegistry instances;
    private final ExpertSettings settings;
    private final ServingSettings serving;
    private final RemoteCalls calls;
    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("heartbeat").daemon().factory());
    private volatile boolean heard = true;

    SelfRegistration(
            ExpertRegistry experts, InstanceRegistry instances, ExpertSettings settings, ServingSettings serving) {
        this.experts = experts;
        this.instances = instances;
        this.settings = settings;
        this.serving = serving;
        this.calls = new RemoteCalls(settings);
    }

    @EventListener
    @SuppressWarnings("FutureReturnValueIgnored")
    void serves(WebServerInitializedEvent event) {
        String own = serving.address().isEmpty()
                ? "http://127.0.0.1:" + event.getWebServer().getPort()
                : serving.address();
        long period = settings.heartbeatTimeout().toMillis() / BEATS;
        timer.scheduleWithFixedDelay(() -> beat(own), 0, period, TimeUnit.MILLISECONDS);
    }

    private void beat(String own) {
        try {
            instances.instances().stream().map(InstanceView::instance).forEach(instance -> register(instance, own));
            heard = true;
        } catch (RuntimeException | Error e) {
            if (heard) {
                LOG.warn(
                        "The orchestrator does not take the registration, tried again: {}",
                        e instanceof OrchestratorException known
                                ? known.text()
                                : e.getClass().getName());
            }
            heard = false;
        }
    }

    private void register(ExpertInstance instance, String own) {
        Map<String, Object> registration = new LinkedHashMap<>();
        registration.put("expert_name", instance.expertName());
        registration.put("address", own);
        registration.put("actions", experts.actionsOf(instance.expertName()));
        registration.put("llm_backend", instance.llmBackend());
        registration.put("max_concurrent_tasks", instance.maxConcurrentTasks());
        HttpRequest request = calls.request(serving.orchestratorUrl(), PATH)
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(ExpertJson.text(registration)))
                .build();
        HttpResponse<byte[]> answer = calls.send(request, BodyHandlers.ofByteArray(), "the orchestrator");
        if (answer.statusCode() >= 300) {
            throw ProblemAnswers.read(answer.statusCode(), answer.body(), "The orchestrator");
        }
        ExpertJson.readMap(answer.body()).map(said -> said.get("expert_id")).ifPresent(id -> {
            if (registered.add(String.valueOf(id))) {
                LOG.info("Registered as {} at {}", id, serving.orchestratorUrl());
            }
        });
    }

    /** Before the server stops: no task comes any more, those under way end. */
    @EventListener(ContextClosedEvent.class)
    void leave() {
        timer.shutdownNow();
        try {
            registered.forEach(id -> calls.send(
                    calls.request(serving.orchestratorUrl(), PATH + "/" + id)
                            .timeout(PATIENCE)
                            .DELETE()
                            .build(),
                    BodyHandlers.discarding(),
                    "the orchestrator"));
        } catch (OrchestratorException e) {
            LOG.info("The orchestrator could not be told that this process ends; it will miss its heartbeats");
        } finally {
            calls.close();
        }
    }
}
