package org.opendatagov.orchestrator.api;

import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Operations on what there is: datasets. */
@Component("catalogueApi")
class CatalogueApi {
    private static final int MOST = 200;
    private static final int PROFILES = 20;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

    private final Catalog catalog;

    CatalogueApi(Catalog catalog) {
        this.catalog = catalog;
    }

    public void datasets(Exchange exchange) {
        String text = ApiRequest.of(exchange, "q").query("q").orElse("");
        Answers.json(exchange, 200, Map.of("datasets", catalog.search(text, MOST)));
    }

    public void dataset(Exchange exchange) {
        String id = id(ApiRequest.of(exchange));
        CatalogDataset dataset = catalog.find(id).orElseThrow(CatalogueApi::missing);
        Answers.json(exchange, 200, DatasetView.of(dataset, catalog.profiles(id, PROFILES)));
    }

    public void declare(Exchange exchange) {
        ApiRequest request = ApiRequest.of(exchange);
        String id = id(request);
        Answers.json(exchange, 200, catalog.declare(id, request.object()));
    }

    private static String id(ApiRequest request) {
        String id = request.path("id");
        if (!ID.matcher(id).matches()) {
            throw missing();
        }
        return id;
    }

    /** The id is left out: what is no id may be anything. */
    private static OrchestratorException missing() {
        return new OrchestratorException(
                ErrorCode.NOT_FOUND, "There is no dataset with this id; GET /api/v1/datasets lists those there are.");
    }
}
