package org.opendatagov.orchestrator.model;

import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** Models, their ledger and their routes alone. No stereotype: the service's own scan must not find it. */
@EnableAutoConfiguration
@ConfigurationPropertiesScan("org.opendatagov.orchestrator.model")
@ComponentScan(
        basePackages = {
            "org.opendatagov.orchestrator.model",
            "org.opendatagov.orchestrator.route",
            "org.opendatagov.orchestrator.adapter.memory"
        })
@ComponentScan(
        basePackages = "org.opendatagov.orchestrator.adapter.postgres",
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = "org\\.opendatagov\\.orchestrator\\.adapter\\.postgres\\.PostgresModelLedger"))
public class ModelTestApplication {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
