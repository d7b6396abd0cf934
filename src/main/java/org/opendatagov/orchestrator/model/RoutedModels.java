package org.opendatagov.orchestrator.model;

import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.opendatagov.orchestrator.expert.CallSuspended;
import org.opendatagov.orchestrator.expert.CallWaits;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Asks through the route {@code model-router}. */
@Component
class RoutedModels implements Models {
    private static final String ROUTER = "direct:model-router";

    private final ModelsSettings settings;
    private final ModelLedger ledger;
    private final ProducerTemplate template;

    RoutedModels(ModelsSettings settings, ModelLedger ledger, CamelContext camel) {
        this.settings = settings;
        this.ledger = ledger;
        this.template = camel.createProducerTemplate();
    }

    @Override
    public boolean has(String expert) {
        return !settings.chain(expert).isEmpty();
    }

    @Override
    public boolean asked(UUID run, String place) {
        return ledger.asked(run, place);
    }

    @Override
    public ModelAnswer ask(ModelCall call, CallWaits waits) {
        Exchange answer = template.request(ROUTER, exchange -> {
            exchange.setProperty(CallWaits.PROPERTY, waits);
            exchange.getMessage().setBody(call);
        });
        Exception failure = answer.getException();
        if (failure != null) {
            throw ours(failure);
        }
        return answer.getMessage().getBody(ModelAnswer.class);
    }

    private static RuntimeException ours(Exception failure) {
        return switch (failure) {
            case OrchestratorException known -> known;
            case CallSuspended suspended -> suspended;
            default -> new OrchestratorException(ErrorCode.INTERNAL, "The models could not be asked.", failure);
        };
    }
}
