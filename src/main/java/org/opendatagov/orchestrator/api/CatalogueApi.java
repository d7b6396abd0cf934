package org.opendatagov.orchestrator.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.engine.Workflows;
import org.opendatagov.orchestrator.expert.Expert;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Operations on what there is: workflows, experts, datasets. */
@Component("catalogueApi")
class CatalogueApi {
    private static final int MOST = 200;

    private final Workflows workflows;
    private final ExpertRegistry experts;
    private final Catalog catalog;

    CatalogueApi(Workflows workflows, ExpertRegistry experts, Catalog catalog) {
        this.workflows = workflows;
        this.experts = experts;
        this.catalog = catalog;
    }

    public void workflows(Exchange exchange) {
        Answers.json(exchange, 200, Map.of("workflows", workflows.list()));
    }

    public void experts(Exchange exchange) {
        List<Map<String, Object>> described =
                experts.all().stream().map(CatalogueApi::describe).toList();
        Answers.json(exchange, 200, Map.of("experts", described));
    }

    private static Map<String, Object> describe(Expert expert) {
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("expert_id", expert.name());
        described.put("expert_name", expert.name());
        described.put("actions", expert.actions());
        return described;
    }

    public void datasets(Exchange exchange) {
        String text = exchange.getMessage().getHeader("q", "", String.class);
        Answers.json(exchange, 200, Map.of("datasets", catalog.search(text, MOST)));
    }

    public void dataset(Exchange exchange) {
        String id = id(exchange);
        Answers.json(exchange, 200, catalog.find(id).orElseThrow(() -> missing(id)));
    }

    public void declare(Exchange exchange) {
        String body = exchange.getMessage().getBody(String.class);
        Answers.json(exchange, 200, catalog.declare(id(exchange), ApiJson.object(body == null ? "" : body)));
    }

    private static String id(Exchange exchange) {
        return exchange.getMessage().getHeader("id", "", String.class);
    }

    private static OrchestratorException missing(String id) {
        boolean form = id.matches("[0-9a-f]{16}");
        return new OrchestratorException(
                ErrorCode.NOT_FOUND, "There is no dataset " + (form ? id : "with this id") + ".");
    }
}
