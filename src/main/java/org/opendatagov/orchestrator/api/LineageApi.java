package org.opendatagov.orchestrator.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.CatalogDataset;
import org.opendatagov.orchestrator.catalog.CatalogJob;
import org.opendatagov.orchestrator.catalog.DatasetName;
import org.opendatagov.orchestrator.catalog.Direction;
import org.opendatagov.orchestrator.catalog.Lineage;
import org.opendatagov.orchestrator.openlineage.EventBatch;
import org.opendatagov.orchestrator.openlineage.Intake;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Operations on lineage: events come in, graph, columns and jobs are read. */
@Component("lineageApi")
class LineageApi {
    private static final int MOST = 200;
    private static final int RUNS = 50;

    private final Intake intake;
    private final Lineage lineage;
    private final Catalog catalog;

    LineageApi(Intake intake, Lineage lineage, Catalog catalog) {
        this.intake = intake;
        this.lineage = lineage;
        this.catalog = catalog;
    }

    /** One event or a list of them. Those that are right are kept, whatever is wrong with the others. */
    public void receive(Exchange exchange) {
        EventBatch batch = intake.take(ApiRequest.of(exchange).value());
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("received", batch.received());
        counts.put("kept", batch.kept());
        counts.put("duplicates", batch.duplicates());
        if (batch.problems().isEmpty()) {
            Answers.json(exchange, 201, counts);
        } else {
            OrchestratorException wrong = new OrchestratorException(ErrorCode.INVALID_INPUT, batch.problems());
            Answers.write(exchange, wrong.code().status(), ProblemJson.TYPE, ProblemJson.of(wrong, counts));
        }
    }

    public void graph(Exchange exchange) {
        LineageQuery query =
                new LineageQuery(exchange, "dataset", "job", "nodeId", "depth", "direction", "limit", "at");
        Answers.json(exchange, 200, lineage.graph(query.graph(this::find)));
    }

    /** What goes into, or comes from, the columns of one dataset. */
    public void columns(Exchange exchange) {
        LineageQuery query = new LineageQuery(exchange, "dataset", "direction");
        Direction direction = query.direction(Direction.BOTH);
        String dataset = find("dataset", query.checked().query("dataset").orElse(""));
        Answers.json(exchange, 200, Map.of("columns", lineage.columns(List.of(dataset), direction)));
    }

    private String find(String type, String name) {
        return (type.equals("job") ? job(name) : dataset(name)).orElseThrow(() -> missing(type));
    }

    /** By id, location, or as events call it; in a name of two parts either may have colons. */
    private Optional<String> dataset(String name) {
        Optional<String> known =
                catalog.find(name).or(() -> catalog.findByLocation(name)).map(CatalogDataset::id);
        for (int colon = name.indexOf(':'); known.isEmpty() && colon > 0; colon = name.indexOf(':', colon + 1)) {
            known = catalog.named(new DatasetName(name.substring(0, colon), name.substring(colon + 1)));
        }
        return known;
    }

    private Optional<String> job(String name) {
        List<CatalogJob> jobs = lineage.jobsNamed(name, 2);
        if (jobs.size() > 1) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT, "Several namespaces have a job of this name; give it as namespace:name.");
        }
        return jobs.stream().map(CatalogJob::id).findFirst();
    }

    public void jobs(Exchange exchange) {
        String text = ApiRequest.of(exchange, "q").query("q").orElse("");
        Answers.json(exchange, 200, Map.of("jobs", lineage.jobs(text, MOST)));
    }

    public void job(Exchange exchange) {
        String id = ApiRequest.of(exchange).path("id");
        CatalogJob job = lineage.job(id).orElseThrow(() -> missing("job"));
        Answers.json(exchange, 200, new JobView(job, lineage.runs(id, RUNS)));
    }

    /** What was asked for is left out: it may be anything. */
    private static OrchestratorException missing(String type) {
        return new OrchestratorException(
                ErrorCode.NOT_FOUND, "There is no such %1$s; GET /api/v1/%1$ss lists those there are.".formatted(type));
    }
}
