package org.opendatagov.orchestrator.engine;

import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of the experts' router that every call passes, as processors for the reason that {@link EngineSteps} gives. */
@Configuration(proxyBeanMethods = false)
class ExpertSteps {
    @Bean
    Predicate expertUnanswered(ExpertRouting routing) {
        return routing::unanswered;
    }

    @Bean
    Processor expertPlace(ExpertRouting routing) {
        return routing::place;
    }

    @Bean
    Processor expertPerform(ExpertRouting routing) {
        return routing::call;
    }
}
