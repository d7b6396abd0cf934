package org.opendatagov.orchestrator.api;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.DatasetScope;
import org.opendatagov.orchestrator.catalog.DatasetSearch;
import org.opendatagov.orchestrator.catalog.ProfileSnapshot;
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
        LineageQuery query = new LineageQuery(exchange, "q", "tag", "owner", "region", "class", "personal", "cursor");
        if (query.personal()) {
            personal(exchange, query);
            return;
        }
        String text = query.checked().query("q").orElse("");
        DatasetSearch search = new DatasetSearch(
                text, query.text("tag"), query.text("owner"), query.text("region"), query.text("class"), MOST);
        Answers.json(exchange, 200, Map.of("datasets", catalog.search(search)));
    }

    /** The inventory, in an order that does not change while it is paged. */
    private void personal(Exchange exchange, LineageQuery query) {
        Optional<String> cursor = query.text("cursor");
        DatasetScope scope =
                new DatasetScope(query.text("tag").stream().toList(), query.text("owner"), query.text("region"));
        List<CatalogDataset> found = catalog.personal(scope, cursor, MOST + 1);
        List<CatalogDataset> page = found.subList(0, Math.min(MOST, found.size()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("datasets", page);
        if (found.size() > MOST) {
            answer.put("next_cursor", page.getLast().id());
        }
        Answers.json(exchange, 200, answer);
    }

    public void dataset(Exchange exchange) {
        LineageQuery query = new LineageQuery(exchange, "at");
        Optional<Instant> at = query.time("at");
        String id = id(query.checked());
        CatalogDataset dataset = at.map(time -> catalog.find(id, time))
                .orElseGet(() -> catalog.find(id))
                .orElseThrow(CatalogueApi::missing);
        List<ProfileSnapshot> profiles = catalog.profiles(dataset.id(), PROFILES).stream()
                .filter(profile -> at.isEmpty() || !profile.at().isAfter(at.get()))
                .toList();
        Answers.json(exchange, 200, DatasetView.of(dataset, profiles, catalog.knowledge(dataset.id())));
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
