package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendatagov.orchestrator.engine.WorkflowTemplates.LoadedTemplate;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.Plan;
import org.springframework.stereotype.Component;

/** Checks what is asked for and records it as a run: new ones, sub-workflows, forks. */
@Component
class RunSubmissions {
    /** How long who asks for a run waits for its commit. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How deep sub-workflows may stand in one another. */
    private static final int DEEPEST = 16;

    private final WorkflowTemplates templates;
    private final RunPlans plans;
    private final ExpertRegistry experts;
    private final List<InputCheck> checks;
    private final Journal journal;
    private final RunStore store;
    private final RunLauncher launcher;
    private final Lease lease;
    private final PersonalInputs personal;
    private final Clock clock;

    RunSubmissions(
            WorkflowTemplates templates,
            RunPlans plans,
            ExpertRegistry experts,
            List<InputCheck> checks,
            Journal journal,
            RunStore store,
            RunLauncher launcher,
            Lease lease,
            PersonalInputs personal,
            Clock clock) {
        this.templates = templates;
        this.plans = plans;
        this.experts = experts;
        this.checks = checks;
        this.journal = journal;
        this.store = store;
        this.launcher = launcher;
        this.lease = lease;
        this.personal = personal;
        this.clock = clock;
    }

    /** What a run is made of, checked. */
    record Asked(String workflow, int version, Plan plan, Optional<Map<String, Object>> definition) {}

    Submission submit(RunRequest request) {
        String hash = hash(request);
        Optional<StoredRun> earlier = request.idempotencyKey().flatMap(store::findByIdempotencyKey);
        if (earlier.isPresent()) {
            return same(earlier.get(), hash);
        }
        return record(run(request, check(request), hash, Optional.empty(), Optional.empty()));
    }

    /** @throws OrchestratorException with every problem */
    Asked check(RunRequest request) {
        Asked asked = request.definition()
                .map(definition -> new Asked("", 0, plans.checked(definition, "/definition"), Optional.of(definition)))
                .orElseGet(() -> template(request.workflow()));
        check(asked, request.inputs());
        return asked;
    }

    private static String hash(RunRequest request) {
        Map<String, Object> given = new TreeMap<>();
        given.put("workflow", request.workflow());
        given.put("inputs", request.inputs());
        request.definition().ifPresent(definition -> given.put("definition", definition));
        if (!request.labels().isEmpty()) {
            given.put("labels", request.labels());
        }
        if (request.priority() != 0) {
            given.put("priority", request.priority());
        }
        return JournalJson.hash(given);
    }

    /** The run of a sub-workflow: made once for its place in the parent. */
    UUID child(TaskCall call, String workflow) {
        RunExecution parent = call.run();
        String key = "sub:%s:%d:%s".formatted(parent.id(), parent.generation(), call.place());
        RunRequest request = new RunRequest(
                workflow,
                Optional.empty(),
                call.inputs(),
                Map.of(),
                parent.stored().priority(),
                Optional.of(key),
                parent.stored().requester());
        String hash = hash(request);
        Optional<StoredRun> earlier = store.findByIdempotencyKey(key);
        if (earlier.isPresent()) {
            return earlier.get().id();
        }
        refuseEndless(parent.stored());
        Asked asked = template(workflow);
        check(asked, request.inputs());
        NewRun.Parent place =
                new NewRun.Parent(parent.id(), call.place().task(), call.place().key());
        return record(run(request, asked, hash, Optional.of(place), Optional.empty()))
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

    /** Inputs of a request that would not be recorded; what must be is told of them. */
    List<Problem> notKept(RunRequest request) {
        Asked asked = request.definition()
                .map(definition -> new Asked("", 0, plans.checked(definition, "/definition"), Optional.of(definition)))
                .orElseGet(() -> template(request.workflow()));
        return personal.any(asked.plan(), request.inputs())
                ? List.of(new Problem(
                        ErrorCode.INPUT_NOT_KEPT.text(),
                        "/inputs",
                        "An input of it is personal and not kept, so it cannot be run later; run it at once."))
                : List.of();
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
        Asked asked = adHoc.map(given -> new Asked("", 0, plans.checked(given, "/definition"), Optional.of(given)))
                .orElseGet(() -> new Asked(source.workflow(), source.version(), plans.shown(source), Optional.empty()));
        check(asked, all);
        RunRequest request = new RunRequest(
                asked.workflow(),
                adHoc,
                all,
                JournalJson.readLabels(source.labels()),
                source.priority(),
                Optional.empty(),
                requester);
        return record(run(request, asked, hash(request), Optional.empty(), Optional.of(source.id())));
    }

    private Asked template(String workflow) {
        LoadedTemplate template = templates.current(workflow).orElseThrow(() -> unknown(workflow));
        return new Asked(workflow, template.version(), template.plan(), Optional.empty());
    }

    /** What is no id of a workflow may be anything, and is not repeated. */
    private static String shown(String workflow) {
        return workflow.matches("[a-z][a-z0-9_-]{0,63}") ? "'" + workflow + "'" : "so";
    }

    private OrchestratorException unknown(String workflow) {
        List<String> known = templates.current().stream()
                .map(template -> template.plan().workflow())
                .toList();
        String message =
                "There is no workflow called %s; there are %s.".formatted(shown(workflow), String.join(", ", known));
        return new OrchestratorException(
                ErrorCode.UNKNOWN_WORKFLOW,
                List.of(new Problem(ErrorCode.UNKNOWN_WORKFLOW.text(), "/workflow", message)));
    }

    private void check(Asked asked, Map<String, Object> inputs) {
        List<Problem> problems =
                new RunInputs(asked.plan(), experts, asked.definition().isPresent()).problems(inputs);
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        checks.forEach(check -> check.check(inputs));
        if (asked.definition().isPresent()) {
            literalInputs(asked.plan());
        }
    }

    /** What a definition gives its tasks itself is checked as the run's inputs are; references come later. */
    private void literalInputs(Plan plan) {
        List<Problem> problems = new ArrayList<>();
        ErrorCode code = ErrorCode.INVALID_INPUT;
        for (int number = 0; number < plan.tasks().size(); number++) {
            Map<String, Object> given = plan.tasks().get(number).inputs().orElse(Map.of());
            Map<String, Object> literal = new LinkedHashMap<>(given);
            literal.values().removeIf(value -> value instanceof String text && text.startsWith("${"));
            try {
                checks.forEach(check -> check.check(literal));
            } catch (OrchestratorException e) {
                String place = "/definition/tasks/" + number + "/inputs";
                code = e.code();
                e.problems()
                        .forEach(problem -> problems.add(new Problem(
                                problem.code(), problem.path().replaceFirst("^/inputs", place), problem.message())));
            }
        }
        if (!problems.isEmpty()) {
            throw new OrchestratorException(code, problems);
        }
    }

    private NewRun run(
            RunRequest request, Asked asked, String hash, Optional<NewRun.Parent> parent, Optional<UUID> forkOf) {
        // As the store keeps it.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        UUID id = RunIds.next(now.toEpochMilli());
        boolean here = launcher.reserve();
        if (!here && personal.any(asked.plan(), request.inputs())) {
            throw new OrchestratorException(
                    ErrorCode.UNAVAILABLE,
                    "There is no room just now for a run with inputs that are not kept; nothing was started. Send it again.");
        }
        PersonalInputs.Recorded recorded = personal.hold(id, asked.plan(), request.inputs(), asked.definition());
        return new NewRun(
                id,
                asked.plan().workflow(),
                asked.version(),
                JournalJson.write(recorded.inputs()),
                recorded.definition().map(JournalJson::write),
                JournalJson.write(request.labels()),
                request.priority(),
                request.requester(),
                parent,
                forkOf,
                request.idempotencyKey(),
                hash,
                here,
                lease.epoch(),
                now);
    }

    private Submission record(NewRun run) {
        boolean created = await(create(run));
        if (!created) {
            StoredRun present = run.idempotencyKey()
                    .flatMap(store::findByIdempotencyKey)
                    .orElseThrow(() -> new IllegalStateException("run " + run.id() + " was neither made nor found"));
            return same(present, run.idempotencyHash());
        }
        return new Submission(run.id(), true);
    }

    /** Goes on when it is recorded, whoever waits for that or does not any more. */
    private CompletableFuture<Boolean> create(NewRun run) {
        if (run.startHere()) {
            launcher.expect(run.id());
        }
        return journal.create(run).whenComplete((created, failure) -> {
            if (!Boolean.TRUE.equals(created)) {
                if (run.startHere()) {
                    launcher.giveBack(run.id());
                }
            } else if (run.startHere()) {
                launcher.start(started(run));
            } else {
                launcher.wake();
            }
        });
    }

    private static boolean await(CompletableFuture<Boolean> created) {
        try {
            return created.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof OrchestratorException known ? known : unsure(e);
        } catch (TimeoutException e) {
            throw unsure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unsure(e);
        }
    }

    private static OrchestratorException unsure(Exception cause) {
        return new OrchestratorException(
                ErrorCode.STORE_UNAVAILABLE,
                "The store is away, and nobody knows yet whether the run was recorded. Send it again with the same Idempotency-Key.",
                cause);
    }

    private static StoredRun started(NewRun run) {
        return new StoredRun(
                run.id(),
                run.workflow(),
                run.version(),
                run.inputs(),
                run.definition(),
                run.labels(),
                run.priority(),
                run.requester(),
                RunState.RUNNING,
                "",
                false,
                0,
                run.parent().map(NewRun.Parent::run),
                run.forkOf(),
                run.idempotencyHash(),
                run.createdAt(),
                Optional.of(run.createdAt()),
                Optional.empty(),
                run.epoch());
    }

    private static Submission same(StoredRun present, String hash) {
        if (!present.idempotencyHash().equals(hash)) {
            throw new OrchestratorException(
                    ErrorCode.CONFLICT,
                    "The Idempotency-Key was used for another request (run %s); use a new key."
                            .formatted(present.id()));
        }
        return new Submission(present.id(), false);
    }
}
