package org.opendatagov.orchestrator.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opendatagov.orchestrator.engine.RunChecks.Asked;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** What becomes a run: requests, sub-workflows, forks. */
@Component
class RunSubmissions {
    /** How deep sub-workflows may stand in one another. */
    private static final int DEEPEST = 16;

    private final RunChecks checks;
    private final RunAcceptance acceptance;
    private final RunStore store;

    RunSubmissions(RunChecks checks, RunAcceptance acceptance, RunStore store) {
        this.checks = checks;
        this.acceptance = acceptance;
        this.store = store;
    }

    Submission submit(RunRequest request) {
        return acceptance
                .earlier(request)
                .orElseGet(() -> acceptance.accept(request, checks.check(request), Optional.empty(), Optional.empty()));
    }

    /** The run of a sub-workflow: made once for its place in the parent. */
    UUID child(TaskCall call, String workflow) {
        RunExecution parent = call.run();
        String key = SubWorkflows.key(parent, call.place());
        RunRequest request = new RunRequest(
                workflow,
                Optional.empty(),
                call.inputs(),
                Map.of(),
                parent.stored().priority(),
                Optional.of(key),
                parent.stored().requester());
        Optional<StoredRun> earlier = store.findByIdempotencyKey(key);
        if (earlier.isPresent()) {
            return earlier.get().id();
        }
        refuseEndless(parent.stored());
        Asked asked = checks.check(request);
        NewRun.Parent place =
                new NewRun.Parent(parent.id(), call.place().task(), call.place().key());
        return acceptance
                .accept(request, asked, Optional.of(place), Optional.empty())
                .runId();
    }

    /** A workflow that uses itself, by others or at once, would never end. */
    private void refuseEndless(StoredRun parent) {
        int depth = 1;
        Optional<UUID> above = parent.parentRun();
        while (above.isPresent()) {
            above = store.find(above.get()).flatMap(StoredRun::parentRun);
            depth++;
        }
        if (depth >= DEEPEST) {
            throw new OrchestratorException(
                    ErrorCode.LIMIT_REACHED,
                    "Sub-workflows stand in one another deeper than " + DEEPEST
                            + " levels; a workflow that uses itself has no end.");
        }
    }

    /** A new run that takes over what the source recorded, where the inputs of a task did not change. */
    Submission fork(
            StoredRun source,
            Optional<Map<String, Object>> inputs,
            Optional<Map<String, Object>> definition,
            Requester requester) {
        Map<String, Object> all = new LinkedHashMap<>(JournalJson.readMap(source.inputs()));
        inputs.ifPresent(all::putAll);
        Optional<Map<String, Object>> adHoc =
                definition.or(() -> source.definition().map(JournalJson::readMap));
        Asked asked = checks.fork(source, adHoc, all);
        RunRequest request = new RunRequest(
                asked.workflow(),
                adHoc,
                all,
                JournalJson.readLabels(source.labels()),
                source.priority(),
                Optional.empty(),
                requester);
        return acceptance.accept(request, asked, Optional.empty(), Optional.of(source.id()));
    }
}
