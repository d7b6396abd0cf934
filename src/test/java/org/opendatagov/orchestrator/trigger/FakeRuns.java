package org.opendatagov.orchestrator.trigger;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.engine.RunFilter;
import org.opendatagov.orchestrator.engine.RunPage;
import org.opendatagov.orchestrator.engine.RunRecord;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.engine.Submission;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Runs that do nothing and end as the test says. */
final class FakeRuns implements Runs {
    private final Map<String, RunRequest> requests = new LinkedHashMap<>();
    private final Map<String, RunView> views = new LinkedHashMap<>();
    private Optional<OrchestratorException> refusal = Optional.empty();

    synchronized void refuse(ErrorCode code, String message) {
        refusal = Optional.of(new OrchestratorException(code, message));
    }

    synchronized void acceptAgain() {
        refusal = Optional.empty();
    }

    synchronized void end(RunState state) {
        views.replaceAll((key, view) -> view(view.id(), view.inputs(), state, view.createdAt()));
    }

    synchronized List<String> keys() {
        return List.copyOf(requests.keySet());
    }

    synchronized List<Object> locations() {
        return requests.values().stream()
                .map(request -> request.inputs().get("file_path"))
                .toList();
    }

    @Override
    public synchronized Submission submit(RunRequest request) {
        refusal.ifPresent(e -> {
            throw e;
        });
        String key = request.idempotencyKey().orElseThrow();
        UUID id = UUID.randomUUID();
        requests.put(key, request);
        views.put(key, view(id, request.inputs(), RunState.RUNNING, Instant.now()));
        return new Submission(id, true);
    }

    private static RunView view(UUID id, Map<String, Object> inputs, RunState state, Instant created) {
        return new RunView(
                id,
                "onboard_dataset",
                1,
                state,
                false,
                "",
                inputs,
                List.of(),
                List.of(),
                BigDecimal.ZERO,
                created,
                Optional.of(created),
                Optional.empty());
    }

    @Override
    public synchronized Optional<RunView> find(UUID id) {
        return views.values().stream().filter(view -> view.id().equals(id)).findFirst();
    }

    @Override
    public synchronized Optional<RunView> findByIdempotencyKey(String key) {
        return Optional.ofNullable(views.get(key));
    }

    @Override
    public RunPage list(RunFilter filter) {
        return new RunPage(List.of(), Optional.empty());
    }

    @Override
    public RunView await(UUID id, Duration atMost) {
        return find(id).orElseThrow();
    }

    @Override
    public Optional<RunRecord> record(UUID id) {
        return find(id).map(view -> new RunRecord(view, Map.of()));
    }
}
