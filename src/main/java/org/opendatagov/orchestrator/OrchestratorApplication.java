package org.opendatagov.orchestrator;

import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.evaluation.EvaluateCommand;
import org.opendatagov.orchestrator.trigger.OnboardCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts Expert Orchestrator: with no arguments as a service, with a command as one shot. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class OrchestratorApplication {
    /** A command has no server, no triggers, and says little beside its own answer. */
    private static final Map<String, Object> ONE_SHOT = Map.of(
            "logging.level.root", "WARN",
            "logging.level.org.apache.camel", "ERROR",
            "orchestrator.triggers.enabled", "false");

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(OrchestratorApplication.class);
        List<String> asked = List.of(arguments);
        boolean evaluation = EvaluateCommand.asked(asked);
        boolean command = evaluation || OnboardCommand.asked(asked);
        if (command) {
            application.setWebApplicationType(WebApplicationType.NONE);
            application.setDefaultProperties(ONE_SHOT);
        }
        ConfigurableApplicationContext context =
                application.run(evaluation ? EvaluateCommand.withSettings(asked).toArray(String[]::new) : arguments);
        if (command) {
            System.exit(SpringApplication.exit(context));
        }
    }
}
