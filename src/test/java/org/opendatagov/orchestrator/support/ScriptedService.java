package org.opendatagov.orchestrator.support;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.engine.TestExperts;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The whole service over a real database, with experts that do as a test says: what runs, how long and how it ends is the test's.
 * No stereotype: the service's own scan must not find it.
 */
@EnableAutoConfiguration
@ConfigurationPropertiesScan("org.opendatagov.orchestrator")
@ComponentScan(
        basePackages = "org.opendatagov.orchestrator",
        excludeFilters = {
            @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = SpringBootApplication.class),
            @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = ExpertRegistry.class),
            @ComponentScan.Filter(
                    type = FilterType.REGEX,
                    pattern = "org\\.opendatagov\\.orchestrator\\.experts\\..*|.*Test(Application)?([$].*)?")
        })
public class ScriptedService {
    /** Without its server; over a database of {@link TestDatabase}. */
    public static ConfigurableApplicationContext start(String databaseUrl, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("spring.datasource.url", databaseUrl);
        all.put("spring.datasource.username", "postgres");
        all.put("spring.main.banner-mode", "off");
        String[] arguments = all.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new SpringApplicationBuilder(ScriptedService.class)
                .web(WebApplicationType.NONE)
                .run(arguments);
    }

    /** A service that was not started. */
    public static ConfigurableApplicationContext none() {
        return new GenericApplicationContext();
    }

    @Bean
    TestExperts testExperts() {
        return new TestExperts();
    }

    @Bean
    ExpertRegistry experts(TestExperts experts) {
        return new ExpertRegistry(List.copyOf(experts.all().values()));
    }
}
