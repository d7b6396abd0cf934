package org.opendatagov.orchestrator.adapter.http;

import com.fasterxml.jackson.core.type.TypeReference;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.CatalogJob;
import org.opendatagov.orchestrator.catalog.ColumnEdge;
import org.opendatagov.orchestrator.catalog.Direction;
import org.opendatagov.orchestrator.catalog.GraphQuery;
import org.opendatagov.orchestrator.catalog.JobRun;
import org.opendatagov.orchestrator.catalog.Lineage;
import org.opendatagov.orchestrator.catalog.LineageGraph;
import org.opendatagov.orchestrator.catalog.RunTimes;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** The lineage graph of an expert in a process of its own: the orchestrator's, asked by its API. */
@Component
@ConditionalOnProperty(name = "orchestrator.role", havingValue = "expert")
class ServedLineage implements Lineage {
    private static final String LINEAGE = "/api/v1/lineage";
    private static final String JOBS = "/api/v1/jobs";

    private final OrchestratorCatalog orchestrator;

    ServedLineage(OrchestratorCatalog orchestrator) {
        this.orchestrator = orchestrator;
    }

    /** The runs that the API shows with a job. */
    private record JobAnswer(List<JobRun> runs) {}

    /** One start after the other: the API takes one. */
    @Override
    public LineageGraph graph(GraphQuery query) {
        return query.start().stream()
                .map(start -> graph(start, query))
                .reduce(LineageGraph::and)
                .orElseGet(() -> LineageGraph.nothing(query.depth()));
    }

    private LineageGraph graph(String start, GraphQuery query) {
        String rest = "&depth=%d&limit=%d&direction=%s%s"
                .formatted(
                        query.depth(),
                        query.limit(),
                        query.direction().text(),
                        query.at().map(at -> "&at=" + at).orElse(""));
        HttpResponse<byte[]> answer = orchestrator.get(LINEAGE + "?dataset=" + encoded(start) + rest);
        if (answer.statusCode() == 404) {
            answer = orchestrator.get(LINEAGE + "?job=" + encoded(start) + rest);
        }
        return answer.statusCode() == 404
                ? LineageGraph.nothing(query.depth())
                : OrchestratorCatalog.read(answer, new TypeReference<LineageGraph>() {});
    }

    @Override
    public List<ColumnEdge> columns(Collection<String> datasets, Direction direction) {
        return datasets.stream()
                .flatMap(id -> OrchestratorCatalog.read(
                        orchestrator.get(
                                LINEAGE + "/columns?dataset=" + encoded(id) + "&direction=" + direction.text()),
                        new TypeReference<Map<String, List<ColumnEdge>>>() {})
                        .getOrDefault("columns", List.of())
                        .stream())
                .distinct()
                .toList();
    }

    @Override
    public List<CatalogJob> jobs(String text, int limit) {
        return OrchestratorCatalog.read(
                        orchestrator.get(JOBS + "?q=" + encoded(text)),
                        new TypeReference<Map<String, List<CatalogJob>>>() {})
                .getOrDefault("jobs", List.of())
                .stream()
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<CatalogJob> job(String id) {
        HttpResponse<byte[]> answer = orchestrator.get(JOBS + "/" + encoded(id));
        return answer.statusCode() == 404
                ? Optional.empty()
                : Optional.of(OrchestratorCatalog.read(answer, new TypeReference<CatalogJob>() {}));
    }

    @Override
    public List<CatalogJob> jobsNamed(String name, int limit) {
        String part = name.substring(name.lastIndexOf(':') + 1);
        return jobs(part, Integer.MAX_VALUE).stream()
                .filter(job -> job.id().equals(name)
                        || job.name().equals(name)
                        || (job.namespace() + ":" + job.name()).equals(name))
                .limit(limit)
                .toList();
    }

    @Override
    public List<JobRun> runs(String job, int limit) {
        HttpResponse<byte[]> answer = orchestrator.get(JOBS + "/" + encoded(job));
        return answer.statusCode() == 404
                ? List.of()
                : OrchestratorCatalog.read(answer, new TypeReference<JobAnswer>() {}).runs().stream()
                        .limit(limit)
                        .toList();
    }

    @Override
    public Map<String, RunTimes> runTimes(Collection<String> jobs) {
        Map<String, RunTimes> times = new LinkedHashMap<>();
        jobs.stream()
                .sorted()
                .forEach(job -> RunTimes.of(
                                job,
                                runs(job, Integer.MAX_VALUE).stream()
                                        .flatMap(run -> run.duration().stream())
                                        .limit(RunTimes.LOOKED_AT)
                                        .map(Duration::toMillis)
                                        .toList())
                        .ifPresent(known -> times.put(job, known)));
        return times;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
