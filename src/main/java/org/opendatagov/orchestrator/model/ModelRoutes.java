package org.opendatagov.orchestrator.model;

import dev.langchain4j.model.chat.ChatModel;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.opendatagov.orchestrator.route.RouteContribution;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes a route with a circuit breaker of its own for each model that is configured, from the route template {@code model}. */
@Configuration(proxyBeanMethods = false)
class ModelRoutes {
    private static final String TEMPLATE = "model";

    @Bean
    RouteContribution modelRouteContribution(ModelsSettings settings) {
        return camel -> {
            for (Map.Entry<String, ModelSettings> model : settings.models().entrySet()) {
                if (model.getValue().configured()) {
                    add(camel, model.getKey(), model.getValue());
                }
            }
        };
    }

    private static void add(CamelContext camel, String name, ModelSettings settings) throws Exception {
        ChatModel model = new MeteredModel(
                settings, ProviderModels.of(name, settings), StreamedProviderModels.of(name, settings));
        camel.getRegistry().bind("model-" + name, ChatModel.class, model);
        camel.addRouteFromTemplate("model-" + name, TEMPLATE, Map.of("name", name));
    }
}
