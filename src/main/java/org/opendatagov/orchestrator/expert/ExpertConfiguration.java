package org.opendatagov.orchestrator.expert;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The registry of instances and what keeps it true. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExpertSettings.class)
public class ExpertConfiguration {
    @Bean
    InstanceRegistry instanceRegistry(
            ExpertRegistry experts, ExpertSettings settings, ObjectProvider<MeterRegistry> meters) {
        return new InstanceRegistry(experts, settings, new CallMeters(meters.getIfAvailable(SimpleMeterRegistry::new)));
    }

    @Bean(initMethod = "learn")
    InstanceWatch instanceWatch(
            ExpertRegistry experts,
            InstanceRegistry instances,
            Optional<ExpertInstanceStore> store,
            Optional<ExpertTransport> transport,
            ExpertSettings settings) {
        return new InstanceWatch(experts, instances, store, transport, settings, InstantSource.system());
    }

    @Bean
    ExpertRegistrations expertRegistrations(
            ExpertRegistry experts,
            InstanceRegistry instances,
            InstanceWatch watch,
            Optional<ExpertInstanceStore> store,
            ExpertSettings settings) {
        return new ExpertRegistrations(experts, instances, watch, store, settings);
    }

    @Bean
    InstanceCalls instanceCalls(ExpertRegistry experts, Optional<ExpertTransport> transport) {
        return new InstanceCalls(experts, transport);
    }
}
