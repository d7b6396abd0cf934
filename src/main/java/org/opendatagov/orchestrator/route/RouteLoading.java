package org.opendatagov.orchestrator.route;

import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PluginHelper;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.WebApplicationContext;

/** Loads the service's own routes before Camel starts, error configurations first. Workflows are the engine's to load. */
@Configuration(proxyBeanMethods = false)
class RouteLoading {
    private static final List<String> FOLDERS = List.of("errors", "engine", "models", "triggers");

    private static final String API = "api";

    @Bean
    CamelContextConfiguration routeLoader(
            RouteFiles files,
            TaskRoutes tasks,
            ExpertFolder experts,
            List<RouteContribution> contributions,
            ApplicationContext application) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext camel) {
                try {
                    load(camel, FOLDERS.stream().flatMap(folder -> files.list(folder).stream()));
                    tasks.load(camel);
                    experts.load(camel);
                    if (application instanceof WebApplicationContext) {
                        load(camel, files.list(API).stream());
                    }
                    for (RouteContribution contribution : contributions) {
                        contribution.addTo(camel);
                    }
                } catch (Exception e) {
                    throw new IllegalStateException("A route is wrong: " + e.getMessage(), e);
                }
            }

            @Override
            public void afterApplicationStart(CamelContext camel) {}
        };
    }

    private static void load(CamelContext camel, Stream<Resource> files) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(files.toList());
    }
}
