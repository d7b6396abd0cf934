package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.OnFailure;
import org.opendatagov.orchestrator.workflow.Plan;
import org.opendatagov.orchestrator.workflow.PlanTask;
import org.opendatagov.orchestrator.workflow.Work;

/** A run while it goes on in this replica: its plan, what is recorded so far, and what it waits for. Thread-safe. */
final class RunExecution {
    private final StoredRun run;
    private final Plan plan;
    private final Map<String, Object> inputs;
    private final RunHistory history;
    private final RunHistory source;
    private final TaskExperts experts;
    private final TaskFutures futures;
    private final boolean continued;
    private final AtomicInteger lastSeq;
    private final WrittenEntries written = new WrittenEntries();
    private final ReadDatasets read = new ReadDatasets();
    private final Map<Place, String> claimed = new ConcurrentHashMap<>();
    private final Map<Place, Wait> waits = new ConcurrentHashMap<>();
    private final Set<UUID> told = new HashSet<>();
    private final RunHalt halt;
    private volatile boolean noted;
    private boolean concluded;

    /** @param source the run that this one is a fork of; an empty history elsewhere */
    RunExecution(StoredRun run, Plan plan, RunHistory history, RunHistory source, TaskExperts experts) {
        this.run = run;
        this.plan = plan;
        this.inputs = Collections.unmodifiableMap(JournalJson.readMap(run.inputs()));
        this.history = history;
        this.source = source;
        this.experts = experts;
        this.continued = history.lastSeq() > 1;
        // The first entry was written with the run's row.
        this.lastSeq = new AtomicInteger(Math.max(1, history.lastSeq()));
        this.futures = new TaskFutures(plan);
        this.halt = new RunHalt(futures::refuseAll);
    }

    UUID id() {
        return run.id();
    }

    /** The one under which this replica took the run: all that is written for it carries it. */
    long epoch() {
        return run.epoch();
    }

    StoredRun stored() {
        return run;
    }

    /** Whether something of it was done before it was taken here, perhaps by another replica. */
    boolean continued() {
        return continued;
    }

    Plan plan() {
        return plan;
    }

    Map<String, Object> inputs() {
        return inputs;
    }

    RunHistory history() {
        return history;
    }

    TaskFutures futures() {
        return futures;
    }

    /** What the run that this is a fork of recorded. */
    RunHistory source() {
        return source;
    }

    int generation() {
        return Math.max(run.generation(), history.generation());
    }

    /** The expert that a task is for; empty where it is none's. */
    String expertOf(PlanTask task) {
        return experts.of(task);
    }

    /** Whether a place is this round's alone: a key that two rounds of a split or loop share would mix up their outcomes. */
    boolean claim(Place place, Scope scope) {
        return scope.path().equals(claimed.computeIfAbsent(place, key -> scope.path()));
    }

    /** Whether it is to stop before its end. */
    RunHalt halt() {
        return halt;
    }

    JournalEntry entry(EntryKind kind, Place place, int attempt, String inputHash, String payload, Instant at) {
        JournalEntry entry = new JournalEntry(
                run.id(),
                lastSeq.incrementAndGet(),
                kind,
                generation(),
                place.task(),
                place.key(),
                attempt,
                inputHash,
                payload,
                at);
        written.add(entry);
        return entry;
    }

    /** An entry that may come late, from work that nobody waits for; none once the run has stopped here: who takes it next numbers on. */
    synchronized Optional<JournalEntry> entryUnlessConcluded(Supplier<JournalEntry> entry) {
        return concluded ? Optional.empty() : Optional.of(entry.get());
    }

    /** The entry of an outcome. */
    JournalEntry entry(Place place, String inputHash, TaskOutcome outcome) {
        String payload = JournalJson.write(outcome);
        JournalEntry entry =
                entry(EntryKind.OUTCOME, place, outcome.attempts(), inputHash, payload, outcome.finishedAt());
        written.know(entry, outcome);
        return entry;
    }

    /** The run as it is recorded now that it has ended. */
    RunWaiters.Seen ended(RunChange change) {
        return new RunWaiters.Seen(Optional.of(run.with(change)), written.on(history));
    }

    /** What its experts read, now that the run has ended so. */
    ReadDatasets read(RunState end) {
        return end == RunState.SUCCEEDED ? read : read.with(history);
    }

    /** An entry about the run itself. */
    JournalEntry entry(EntryKind kind, String payload, Instant at) {
        return entry(kind, Place.of(""), 0, "", payload, at);
    }

    /** Takes an outcome that is recorded; dependents go on, or the run stops where its failure says so. */
    void settle(PlanTask task, Scope scope, Settled settled) {
        read.add(settled.outcome());
        @Nullable Problem error = settled.outcome().error();
        if (settled.status() == TaskState.FAILED && task.onFailure() == OnFailure.FAIL && error != null) {
            halt.fail(error);
        }
        futures.settle(task.id(), scope, settled);
    }

    /** The branch stops here for now; what depends on it refuses, the others go on. */
    Refused suspend(Place place, Scope scope, Wait wait) {
        waits.put(place, wait);
        futures.refuse(place.task(), scope);
        return new Refused();
    }

    /** Where the store is away the branch is suspended for a moment: that is no outcome of its task. */
    void waitForStore(OrchestratorException cause, Place place, Scope scope, Instant now) {
        if (cause.code() == ErrorCode.STORE_UNAVAILABLE) {
            throw suspend(place, scope, new Wait("unavailable", Optional.of(now.plusSeconds(1))));
        }
    }

    /** The journal did not take what belongs to the run: it is another replica's now, or what it wrote cannot be stored. */
    void refusedBy(Throwable cause) {
        Throwable first = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        if (first instanceof LeaseLostException || first instanceof JournalClosedException) {
            halt.abandon();
        } else {
            halt.failNow(new Problem(
                    ErrorCode.INTERNAL.text(),
                    "",
                    "What the run did could not be recorded; the service's log names the place."));
        }
    }

    /**
     * Something for the run arrived while it goes on: when it stops to wait, it is taken up again at once. False when it stopped already: what
     * arrived is then for the next time; or where it arrived before, and is not recorded yet.
     */
    synchronized boolean note(UUID command, Runnable what) {
        if (concluded || halt.abandoned() || !told.add(command)) {
            return false;
        }
        noted = true;
        try {
            what.run();
        } catch (RuntimeException e) {
            told.remove(command);
            throw e;
        }
        return true;
    }

    /** What arrived so far was before the run was sent into its route: it needs no second time. */
    synchronized void heard() {
        noted = false;
    }

    /** Whether sub-workflows may go on when the run ends now. */
    boolean leavesChildren() {
        return halt.stopping() && plan.tasks().stream().anyMatch(task -> task.work() instanceof Work.SubWorkflow);
    }

    /** Called once, when the run's exchange has ended: the state it is in now; empty when it is another replica's. */
    synchronized Optional<RunChange> conclude(Instant now) {
        concluded = true;
        RunHalt.State halted = halt.state();
        return switch (halted) {
            case ABANDONED -> Optional.empty();
            case CANCELLED -> Optional.of(ended(RunState.CANCELLED, "cancelled", now));
            case FAILED ->
                Optional.of(ended(
                        RunState.FAILED, halt.failure().map(Problem::message).orElse(""), now));
            case NONE, PAUSED -> Optional.of(open(halted, now));
        };
    }

    /** Of what failed the run, where that is how it ends. */
    Optional<String> failureCode() {
        return halt.state() == RunHalt.State.FAILED ? halt.failure().map(Problem::code) : Optional.empty();
    }

    private RunChange open(RunHalt.State halted, Instant now) {
        if (futures.allSettled()) {
            return ended(RunState.SUCCEEDED, "", now);
        }
        if (halted == RunHalt.State.PAUSED) {
            return waiting("paused", noted ? Optional.of(now) : deadline(), now);
        }
        if (waits.isEmpty()) {
            return ended(
                    RunState.FAILED,
                    "The workflow's route ended before all of its tasks; the service's log names the place.",
                    now);
        }
        String reason =
                waits.values().stream().map(Wait::reason).sorted().findFirst().orElse("");
        Optional<Instant> wake =
                waits.values().stream().flatMap(wait -> wait.until().stream()).min(Instant::compareTo);
        Optional<Instant> first =
                wake.isEmpty() || deadline().filter(wake.get()::isAfter).isPresent() ? deadline() : wake;
        return waiting(reason, noted ? Optional.of(now) : first, now);
    }

    /** When the run is ended if it goes on still. */
    Optional<Instant> deadline() {
        return plan.timeout()
                .map(time -> history.retriedAt().orElse(run.createdAt()).plus(time));
    }

    private RunChange waiting(String reason, Optional<Instant> wakeAt, Instant now) {
        return new RunChange(run.id(), RunState.WAITING, reason, false, generation(), wakeAt, now);
    }

    private RunChange ended(RunState state, String reason, Instant now) {
        boolean partial = state == RunState.SUCCEEDED && futures.anyMissed();
        return new RunChange(run.id(), state, reason, partial, generation(), Optional.empty(), now);
    }
}
