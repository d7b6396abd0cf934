package org.opendatagov.orchestrator.openlineage;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opendatagov.orchestrator.catalog.DatasetName;
import org.opendatagov.orchestrator.engine.EndedRun;

/** Makes of an own run the run events that OpenLineage 2-0-2 asks for. Locations, ids, times and our own words are all that they hold. */
final class OwnRunEvents {
    private static final String PRODUCER = "urn:opendatagov:expert-orchestrator";
    private static final String SPEC = "https://openlineage.io/spec/";
    private static final String VERSION = Optional.ofNullable(
                    OwnRunEvents.class.getPackage().getImplementationVersion())
            .orElse("development");

    private final String namespace;

    OwnRunEvents(String namespace) {
        this.namespace = namespace;
    }

    /** Its start and its end, in this order. */
    List<Map<String, Object>> of(EndedRun run) {
        Map<String, Object> started = runFacets();
        Map<String, Object> ended = runFacets();
        if (type(run).equals("FAIL")) {
            ended.put(
                    "errorMessage",
                    facet("1-0-1", "ErrorMessageRunFacet", "message", run.reason(), "programmingLanguage", "JAVA"));
        }
        return List.of(event(run, "START", run.startedAt(), started), event(run, type(run), run.finishedAt(), ended));
    }

    private static String type(EndedRun run) {
        return switch (run.state()) {
            case SUCCEEDED -> "COMPLETE";
            case FAILED -> "FAIL";
            case CANCELLED -> "ABORT";
            case QUEUED, RUNNING, WAITING -> "RUNNING";
        };
    }

    private Map<String, Object> event(EndedRun run, String type, Instant at, Map<String, Object> runFacets) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventType", type);
        event.put("eventTime", at.toString());
        event.put("producer", PRODUCER);
        event.put("schemaURL", SPEC + "2-0-2/OpenLineage.json#/$defs/RunEvent");
        event.put("run", Map.of("runId", run.id().toString(), "facets", runFacets));
        event.put("job", Map.of("namespace", namespace, "name", run.workflow(), "facets", jobFacets()));
        event.put("inputs", inputs(run.datasets()));
        event.put("outputs", List.of());
        return event;
    }

    private static Map<String, Object> runFacets() {
        Map<String, Object> facets = new LinkedHashMap<>();
        facets.put(
                "processing_engine",
                facet("1-1-1", "ProcessingEngineRunFacet", "name", "Expert Orchestrator", "version", VERSION));
        return facets;
    }

    private static Map<String, Object> jobFacets() {
        Map<String, Object> type =
                facet("2-0-4", "JobTypeJobFacet", "processingType", "BATCH", "integration", "EXPERT_ORCHESTRATOR");
        type.put("jobType", "WORKFLOW");
        return Map.of("jobType", type);
    }

    /** Two ways to write one place are one input. */
    private static List<Map<String, Object>> inputs(Map<String, String> datasets) {
        Map<DatasetName, Map<String, Object>> inputs = new LinkedHashMap<>();
        datasets.keySet().stream().sorted().forEach(location -> {
            DatasetName name = DatasetName.ofLocation(location);
            Map<String, Object> version = facet(
                    "1-0-1", "DatasetVersionDatasetFacet", "datasetVersion", String.valueOf(datasets.get(location)));
            inputs.putIfAbsent(
                    name,
                    Map.of("namespace", name.namespace(), "name", name.name(), "facets", Map.of("version", version)));
        });
        return List.copyOf(inputs.values());
    }

    private static Map<String, Object> facet(
            String version, String schema, String member, String value, String... more) {
        Map<String, Object> facet = new LinkedHashMap<>();
        facet.put("_producer", PRODUCER);
        facet.put("_schemaURL", SPEC + "facets/%s/%s.json#/$defs/%2$s".formatted(version, schema));
        facet.put(member, value);
        for (int index = 0; index < more.length; index += 2) {
            facet.put(more[index], more[index + 1]);
        }
        return facet;
    }
}
