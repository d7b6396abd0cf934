package org.opendatagov.orchestrator;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * What {@code orchestrator.role=expert} leaves out: database, engine, triggers, reports and the API of the orchestrator. What remains are
 * the experts, the datasets, and the few paths by which an orchestrator calls them.
 */
class ExpertRole
        implements EnvironmentPostProcessor, ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {
    private static final String OURS = ExpertRole.class.getPackageName() + ".";
    private static final List<String> PACKAGES = List.of(
            "catalog.",
            "openlineage.",
            "engine.",
            "trigger.",
            "report.",
            "route.",
            "model.",
            "forecast.",
            "judgement.",
            "knowledge.",
            "evaluation.",
            "adapter.postgres.",
            "adapter.dataset.",
            "adapter.memory.",
            "adapter.qdrant.");

    /** Of the API: how any request is bounded, checked and refused, and what serves the calls of experts. */
    private static final Set<String> API = Set.of(
            "BodyFilter", "EmptyErrorFilter", "ErrorAnswers", "OriginFilter", "ServerConfiguration", "ExpertServing");

    private static final String DATABASE = "org.springframework.boot.autoconfigure.";

    /** A folder of its own: the orchestrator empties its staging folder when it starts. */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (chosen(environment)) {
            String folder = environment.getProperty("orchestrator.data-dir", "data") + "/expert-"
                    + environment.getProperty("server.port", "8080");
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "role",
                            Map.of(
                                    "orchestrator.data-dir",
                                    folder,
                                    "spring.autoconfigure.exclude",
                                    DATABASE + "jdbc.DataSourceAutoConfiguration," + DATABASE
                                            + "flyway.FlywayAutoConfiguration")));
        }
    }

    /** Once the settings of all files are there. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (chosen(context.getEnvironment())) {
            context.getBeanFactory().registerSingleton("roleFilter", new LeftOut());
        }
    }

    private static boolean chosen(ConfigurableEnvironment environment) {
        return environment.getProperty("orchestrator.role", "orchestrator").equals("expert");
    }

    /** Keeps the scan for components from what the role leaves out. */
    private static final class LeftOut extends TypeExcludeFilter {
        @Override
        public boolean match(MetadataReader reader, MetadataReaderFactory factory) {
            String name = reader.getClassMetadata().getClassName();
            if (!name.startsWith(OURS)) {
                return false;
            }
            String own = name.substring(OURS.length());
            return own.startsWith("api.")
                    ? !API.contains(own.substring("api.".length()).replaceAll("\\$.*", ""))
                    : PACKAGES.stream().anyMatch(own::startsWith);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof LeftOut;
        }

        @Override
        public int hashCode() {
            return LeftOut.class.hashCode();
        }
    }
}
