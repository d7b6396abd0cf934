package org.opendatagov.orchestrator.api;

import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertRegistrations;
import org.opendatagov.orchestrator.expert.ExpertRegistrations.Accepted;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.expert.ExpertSettings;
import org.opendatagov.orchestrator.expert.InstanceRegistry;
import org.opendatagov.orchestrator.expert.InstanceView;
import org.springframework.stereotype.Component;

/** Operations on experts: what there is, and instances that come and go. */
@Component("expertsApi")
class ExpertsApi {
    private final ExpertRegistry experts;
    private final InstanceRegistry instances;
    private final ExpertRegistrations registrations;
    private final ExpertToken token;

    ExpertsApi(
            ExpertRegistry experts,
            InstanceRegistry instances,
            ExpertRegistrations registrations,
            ExpertSettings settings) {
        this.experts = experts;
        this.instances = instances;
        this.registrations = registrations;
        this.token = new ExpertToken(settings);
    }

    public void list(Exchange exchange) {
        ApiRequest.of(exchange);
        List<InstanceView> found = instances.instances();
        Answers.json(
                exchange,
                200,
                Map.of(
                        "experts",
                        experts.all().stream()
                                .map(expert -> view(expert, found))
                                .toList()));
    }

    private ExpertView view(Expert expert, List<InstanceView> found) {
        return ExpertView.of(
                expert,
                experts.actionsOf(expert.name()),
                found.stream()
                        .filter(view -> view.instance().expertName().equals(expert.name()))
                        .toList());
    }

    /** Answers 201 where the instance is new, 200 where it was heard of before. */
    public void register(Exchange exchange) {
        ApiRequest request = guarded(exchange);
        Accepted accepted = registrations.register(RegistrationBody.read(request.object()));
        Answers.json(exchange, accepted.created() ? 201 : 200, ExpertInstanceView.of(accepted.view()));
    }

    public void heartbeat(Exchange exchange) {
        ApiRequest request = guarded(exchange);
        Answers.json(exchange, 200, ExpertInstanceView.of(registrations.heard(request.path("id"))));
    }

    public void deregister(Exchange exchange) {
        ApiRequest request = guarded(exchange);
        registrations.remove(request.path("id"));
        Answers.json(exchange, 200, Map.of("expert_id", request.path("id")));
    }

    private ApiRequest guarded(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        token.check(request.header("Authorization"));
        return request;
    }
}
