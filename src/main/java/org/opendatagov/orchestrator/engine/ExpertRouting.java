package org.opendatagov.orchestrator.engine;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Header;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.expert.ExpertRequest;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** The steps of the routes {@code engine-expert-router} and {@code expert-<name>}: which expert, and the call itself. */
@Component("expertRouting")
class ExpertRouting {
    static final String EXPERT = "OrchestratorExpert";
    static final String ACTION = "OrchestratorAction";
    static final String TEMPLATE = "expert-instance";

    private final ExpertRegistry experts;

    ExpertRouting(ExpertRegistry experts) {
        this.experts = experts;
    }

    /** Makes a route for each expert, with a breaker of its own. */
    void addRoutes(CamelContext camel) throws Exception {
        for (Expert expert : experts.all()) {
            camel.addRouteFromTemplate("expert-" + expert.name(), TEMPLATE, Map.of("expert", expert.name()));
        }
    }

    /** The expert whose capability owns the action. */
    public String byCapability(@Header(ACTION) String action) {
        return experts.owning(action)
                .map(Expert::name)
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.UNKNOWN_ACTION, "No expert knows the action '" + action + "'."));
    }

    /**
     * Calls the expert. An error that says the request was wrong is no sign of a sick expert: it is the answer's body, so that
     * breakers do not count it.
     */
    public Object call(@Header(EXPERT) String name, org.apache.camel.Exchange exchange) {
        Expert expert = experts.named(name)
                .orElseThrow(() -> new OrchestratorException(
                        ErrorCode.UNKNOWN_EXPERT, "There is no expert called '" + name + "'."));
        try {
            return expert.perform(exchange.getMessage().getBody(ExpertRequest.class));
        } catch (OrchestratorException e) {
            if (e.code().retryable() || e.code() == ErrorCode.INTERNAL) {
                throw e;
            }
            return e;
        }
    }
}
