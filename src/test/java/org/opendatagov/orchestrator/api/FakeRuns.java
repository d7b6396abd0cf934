package org.opendatagov.orchestrator.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.opendatagov.orchestrator.engine.RunFilter;
import org.opendatagov.orchestrator.engine.RunPage;
import org.opendatagov.orchestrator.engine.RunRecord;
import org.opendatagov.orchestrator.engine.RunRequest;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.engine.Submission;
import org.opendatagov.orchestrator.engine.TaskState;
import org.opendatagov.orchestrator.engine.TaskView;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** Runs that go on until a test ends them. */
final class FakeRuns implements Runs {
    static final String WORKFLOW = "onboard_dataset";

    /** A run with this input fails as only a defect does. */
    static final String DEFECT = "defect 078-05-1120";

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final ConcurrentLinkedDeque<RunView> runs = new ConcurrentLinkedDeque<>();
    private final Map<UUID, CountDownLatch> ends = new ConcurrentHashMap<>();
    private final Map<String, RunRequest> requests = new ConcurrentHashMap<>();
    private final Map<String, UUID> keys = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    void clear() {
        runs.clear();
        keys.clear();
    }

    List<RunView> all() {
        return List.copyOf(runs);
    }

    /** How many callers wait for a run. */
    int waiting() {
        return waiting.get();
    }

    void endAll() {
        List<RunView> open = all();
        runs.clear();
        open.forEach(run -> runs.add(view(run.id(), run.inputs(), RunState.SUCCEEDED)));
        ends.values().forEach(CountDownLatch::countDown);
    }

    @Override
    public Submission submit(RunRequest request) {
        if (!request.workflow().equals(WORKFLOW)) {
            throw new OrchestratorException(
                    ErrorCode.UNKNOWN_WORKFLOW,
                    List.of(new Problem("unknown_workflow", "/workflow", "There is no such workflow.")));
        }
        if (request.inputs().containsValue(DEFECT)) {
            throw new IllegalStateException("a secret of " + DEFECT);
        }
        Optional<UUID> earlier = request.idempotencyKey().map(keys::get);
        if (earlier.isPresent()) {
            return same(request, earlier.get());
        }
        UUID id = UUID.randomUUID();
        runs.addFirst(view(id, request.inputs(), RunState.RUNNING));
        ends.put(id, new CountDownLatch(1));
        request.idempotencyKey().ifPresent(key -> {
            keys.put(key, id);
            requests.put(key, request);
        });
        return new Submission(id, true);
    }

    private Submission same(RunRequest request, UUID earlier) {
        if (!request.equals(requests.get(request.idempotencyKey().orElseThrow()))) {
            throw new OrchestratorException(ErrorCode.CONFLICT, "The key was used for another request.");
        }
        return new Submission(earlier, false);
    }

    private static RunView view(UUID id, Map<String, Object> inputs, RunState state) {
        Optional<Instant> end = state.ended() ? Optional.of(START.plusSeconds(1)) : Optional.empty();
        TaskView task = new TaskView(
                "schema_analysis",
                "SchemaExpert",
                "analyze_schema",
                state.ended() ? TaskState.SUCCEEDED : TaskState.RUNNING,
                1,
                false,
                Optional.of(START),
                end,
                "",
                "done",
                Optional.empty());
        return new RunView(
                id,
                WORKFLOW,
                1,
                state,
                false,
                "",
                inputs,
                List.of(List.of("schema_analysis")),
                List.of(task),
                BigDecimal.ZERO,
                START,
                Optional.of(START),
                end);
    }

    @Override
    public Optional<RunView> find(UUID id) {
        return runs.stream().filter(run -> run.id().equals(id)).findFirst();
    }

    @Override
    public Optional<RunView> findByIdempotencyKey(String key) {
        return Optional.ofNullable(keys.get(key)).flatMap(this::find);
    }

    @Override
    public RunPage list(RunFilter filter) {
        List<RunView> found = runs.stream()
                .filter(run -> filter.status().map(run.status()::equals).orElse(true))
                .filter(run -> filter.workflow().map(run.workflow()::equals).orElse(true))
                .filter(run ->
                        filter.text().map(run.inputs().toString()::contains).orElse(true))
                .dropWhile(run -> filter.cursor()
                        .map(cursor -> !run.id().toString().equals(cursor))
                        .orElse(false))
                .skip(filter.cursor().isPresent() ? 1 : 0)
                .toList();
        boolean more = found.size() > filter.limit();
        List<RunView> page = more ? found.subList(0, filter.limit()) : found;
        return new RunPage(page, more ? Optional.of(page.getLast().id().toString()) : Optional.empty());
    }

    @Override
    public RunView await(UUID id, Duration atMost) {
        waiting.incrementAndGet();
        try {
            boolean ended =
                    ends.getOrDefault(id, new CountDownLatch(0)).await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            RunView run = find(id).orElseThrow();
            if (ended != run.status().ended()) {
                throw new IllegalStateException("run " + id + " ended otherwise than it was told");
            }
            return run;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            waiting.decrementAndGet();
        }
    }

    @Override
    public Optional<RunRecord> record(UUID id) {
        return find(id).map(run -> new RunRecord(run, Map.of()));
    }
}
