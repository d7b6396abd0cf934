package org.opendatagov.orchestrator.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.SimpleRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.expert.CallWaits;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.expert.JudgedCall;
import org.opendatagov.orchestrator.model.ModelAnswer;
import org.opendatagov.orchestrator.model.ModelCall;
import org.opendatagov.orchestrator.model.Models;
import org.opendatagov.orchestrator.support.ScriptedExpert;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

class JudgementComponentTest {
    private static final String MODEL = "judgement:model?prompt=schema&tools=search";

    @TempDir
    private Path folder;

    private final List<String> asked = new ArrayList<>();
    private DefaultCamelContext camel;

    @BeforeEach
    void start() {
        JudgementSettings settings = new JudgementSettings(folder, 12_000, 4);
        ExpertRegistry experts =
                new ExpertRegistry(List.of(new ScriptedExpert("SchemaExpert", "look", ScriptedExpert::trivial)));
        Models models = new Models() {
            @Override
            public boolean has(String expert) {
                return true;
            }

            @Override
            public boolean asked(UUID run, String place) {
                return false;
            }

            @Override
            public ModelAnswer ask(ModelCall call, CallWaits waits) {
                asked.add(call.prompt());
                return new ModelAnswer.Silent("none", "it is a test");
            }
        };
        Tools tools = new Tools();
        KnowledgeLookup knowledge = new KnowledgeLookup(
                new DefaultListableBeanFactory()
                        .getBeanProvider(org.opendatagov.orchestrator.knowledge.Knowledge.class),
                models,
                experts);
        SimpleRegistry beans = new SimpleRegistry();
        beans.bind("prompts", new Prompts(settings));
        beans.bind(
                "judgementSteps", new JudgementSteps(models, knowledge, experts, settings, tools, Clock.systemUTC()));
        camel = new DefaultCamelContext(beans);
        camel.addComponent("judgement", new JudgementComponent());
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    private void load(String version) throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:" + version).routeId(version).to(MODEL);
            }
        });
    }

    private void prompt(int version, String text) throws IOException {
        Path file = folder.resolve("schema").resolve(version + ".md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String askedBy(String version) throws IOException {
        ExpertRequest request =
                new ExpertRequest(UUID.randomUUID(), "task", "look", Map.of(), ContextView.empty(), Map.of());
        ExpertReport report = ScriptedExpert.trivial(request);
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            template.send("direct:" + version, exchange -> {
                exchange.getMessage().setBody(report);
                exchange.setProperty(
                        JudgedCall.PROPERTY,
                        new JudgedCall(
                                request,
                                "SchemaExpert",
                                "task",
                                "",
                                "",
                                Instant.now().plusSeconds(60)));
            });
        }
        return asked.removeLast();
    }

    @Test
    void a_route_that_is_loaded_beside_its_old_version_has_the_prompt_of_that_moment() throws Exception {
        prompt(98, "You are the old one.");
        load("first");
        prompt(99, "You are the new one.");
        load("second");

        assertThat(askedBy("first")).isEqualTo("schema@98");
        assertThat(askedBy("second")).isEqualTo("schema@99");
    }

    @Test
    void a_prompt_that_is_not_there_is_said_when_the_route_is_loaded() {
        assertThatThrownBy(() -> camel.getEndpoint("judgement:model?prompt=nothing"))
                .rootCause()
                .hasMessageContaining("There is no prompt 'nothing'");
    }
}
