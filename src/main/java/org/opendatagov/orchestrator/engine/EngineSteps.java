package org.opendatagov.orchestrator.engine;

import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The steps of {@code engine-task} that every task passes, for the engine's routes by name. Processors, not methods of beans: for those Camel binds parameters, and
 * copies the exchange for every condition.
 */
@Configuration(proxyBeanMethods = false)
class EngineSteps {
    @Bean
    Processor taskBegin(TaskPipeline pipeline) {
        return pipeline::begin;
    }

    @Bean
    Processor taskPerform(TaskAttempts attempts) {
        return attempts::perform;
    }
}
