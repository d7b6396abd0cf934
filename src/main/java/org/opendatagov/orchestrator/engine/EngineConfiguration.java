package org.opendatagov.orchestrator.engine;

import java.util.concurrent.ExecutorService;
import org.opendatagov.orchestrator.route.RouteContribution;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the engine's routes into Camel: experts and workflows, once the routes of the engine itself are there. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineSettings.class)
class EngineConfiguration {
    /** For routes, by name; no default candidate, else Spring would take it for its own executor. */
    @Bean(name = EngineThreads.EXECUTOR, defaultCandidate = false, destroyMethod = "")
    ExecutorService workflowExecutor(EngineThreads threads) {
        return threads.executor();
    }

    @Bean
    RouteContribution engineRoutes(ExpertRouting experts, WorkflowFiles workflows) {
        return camel -> {
            experts.addRoutes(camel);
            workflows.load(camel);
        };
    }
}
