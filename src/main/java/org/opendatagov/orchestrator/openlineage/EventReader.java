package org.opendatagov.orchestrator.openlineage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.catalog.DatasetName;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * Reads OpenLineage events (2-0-2 and the versions before it, whose events are alike), all problems of one at once. Facets that nobody
 * knows are kept as they are; those that the catalogue uses are checked.
 */
public final class EventReader {
    /** Clocks that are a day apart are wrong, not skewed: such an event would be the newest for ever. */
    private static final Duration SKEW = Duration.ofDays(1);

    private final Clock clock;

    public EventReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads one event.
     *
     * @param path JSON Pointer of the event in what was sent
     * @return empty where anything is wrong
     */
    public Optional<LineageEvent> read(@Nullable Object event, String path, List<Problem> problems) {
        EventCheck check = new EventCheck(path);
        if (!(event instanceof Map<?, ?> map)) {
            check.wrong("", "An event must be a JSON object.");
            problems.addAll(check.problems());
            return Optional.empty();
        }
        CanonicalJson body = CanonicalJson.of(map);
        Optional<LineageEvent> read = read(body.object(), body, check);
        problems.addAll(check.problems());
        return check.problems().isEmpty() ? read : Optional.empty();
    }

    private Optional<LineageEvent> read(Map<?, ?> event, CanonicalJson body, EventCheck check) {
        Instant time = check.time(event, clock.instant().plus(SKEW));
        check.uri(event, "producer");
        check.uri(event, "schemaURL");
        Optional<LineageEvent.Kind> kind = kind(event, check);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        Optional<EventRun> run = Optional.empty();
        Optional<EventJob> job = Optional.empty();
        List<EventDataset> inputs = List.of();
        List<EventDataset> outputs = List.of();
        switch (kind.get()) {
            case RUN -> {
                run = Optional.of(run(event, check));
                job = Optional.of(job(event, check));
                inputs = datasets(event, "inputs", "inputFacets", check);
                outputs = datasets(event, "outputs", "outputFacets", check);
            }
            case JOB -> {
                job = Optional.of(job(event, check));
                inputs = datasets(event, "inputs", "inputFacets", check);
                outputs = datasets(event, "outputs", "outputFacets", check);
            }
            case DATASET -> outputs = List.of(dataset(event.get("dataset"), "/dataset", "", check));
        }
        return Optional.of(new LineageEvent(kind.get(), time, run, job, inputs, outputs, body.text(), body.digest()));
    }

    /** What an event is, by its members; the address of its schema helps to say what is missing. */
    private static Optional<LineageEvent.Kind> kind(Map<?, ?> event, EventCheck check) {
        String schema = Json.text(event, "schemaURL").orElse("");
        if (event.containsKey("run") || event.containsKey("eventType") || schema.endsWith("/RunEvent")) {
            return Optional.of(LineageEvent.Kind.RUN);
        }
        if (event.containsKey("dataset") || schema.endsWith("/DatasetEvent")) {
            return Optional.of(LineageEvent.Kind.DATASET);
        }
        if (event.containsKey("job") || schema.endsWith("/JobEvent")) {
            return Optional.of(LineageEvent.Kind.JOB);
        }
        check.wrong(
                "",
                "An event must have 'run' and 'job' (a run event), 'job' (a job event) or 'dataset' (a dataset event).");
        return Optional.empty();
    }

    private static EventRun run(Map<?, ?> event, EventCheck check) {
        String state = check.state(event);
        Map<?, ?> run = check.object(event, "run", "");
        UUID id = check.uuid(run, "runId", "/run");
        Map<String, Object> facets = check.facets(run, "facets", "/run");
        return new EventRun(id, state, facets);
    }

    private static EventJob job(Map<?, ?> event, EventCheck check) {
        Map<?, ?> job = check.object(event, "job", "");
        Map<String, Object> facets = check.facets(job, "facets", "/job");
        FacetChecks.check(facets, "/job/facets", check);
        return new EventJob(check.text(job, "namespace", "/job"), check.text(job, "name", "/job"), facets);
    }

    private static List<EventDataset> datasets(Map<?, ?> event, String member, String accessFacets, EventCheck check) {
        List<EventDataset> datasets = new ArrayList<>();
        List<?> given = check.list(event, member, "");
        for (int index = 0; index < given.size(); index++) {
            datasets.add(dataset(given.get(index), "/" + member + "/" + index, accessFacets, check));
        }
        return datasets;
    }

    private static EventDataset dataset(@Nullable Object given, String path, String accessFacets, EventCheck check) {
        Map<?, ?> dataset = check.object(given, path);
        DatasetName name = new DatasetName(check.text(dataset, "namespace", path), check.text(dataset, "name", path));
        Map<String, Object> facets = check.facets(dataset, "facets", path);
        FacetChecks.check(facets, path + "/facets", check);
        Map<String, Object> access = accessFacets.isEmpty() ? Map.of() : check.facets(dataset, accessFacets, path);
        return new EventDataset(name, facets, access);
    }
}
