package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.workflow.Plan;
import org.opendatagov.orchestrator.workflow.PlanTask;
import org.springframework.stereotype.Component;

/** Carries out commands on a run of this replica: the journal takes what was said, the command is done with by that. */
@Component
class RunCommands {
    private final Journal journal;
    private final RunStore store;
    private final CommandStore commands;
    private final RunResults results;
    private final Clock clock;

    RunCommands(Journal journal, RunStore store, CommandStore commands, RunResults results, Clock clock) {
        this.journal = journal;
        this.store = store;
        this.commands = commands;
        this.results = results;
        this.clock = clock;
    }

    /** The body of {@code DECIDE}. */
    record Decide(String task, String key, String decision, String comment) {}

    /** The body of {@code CHILD_ENDED}. */
    record Child(UUID child, String task, String key) {}

    /** The body of {@code RETRY}. */
    record From(String from) {}

    /** The payload of entries that say who asked for them. */
    record By(String by) {}

    /**
     * Where the run has stopped meanwhile, nothing happens: the command stays for whoever takes the run next. Saying it is the last that may
     * fail, for the command is gone with that.
     */
    void carryOut(RunExecution run, Command command) {
        run.note(command.id(), () -> {
            switch (command.kind()) {
                case CANCEL -> {
                    tellChildren(run.id(), CommandKind.CANCEL, command.by());
                    say(run, command, EntryKind.CANCEL_REQUESTED);
                    run.halt().cancel();
                }
                case PAUSE -> {
                    tellChildren(run.id(), CommandKind.PAUSE, command.by());
                    run.halt().pause();
                    say(run, command, EntryKind.PAUSED);
                }
                case RESUME -> {
                    tellChildren(run.id(), CommandKind.RESUME, command.by());
                    say(run, command, EntryKind.RESUMED);
                }
                case DECIDE -> decide(run, command);
                case CHILD_ENDED -> childEnded(run, command);
                case RETRY -> {}
            }
        });
    }

    private void say(RunExecution run, Command command, EntryKind kind) {
        append(run, run.entry(kind, JournalJson.write(new By(command.by())), clock.instant()), command);
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void append(RunExecution run, JournalEntry entry, Command command) {
        run.history().add(entry);
        journal.append(run.epoch(), entry, command.id()).whenComplete((written, failure) -> {
            if (failure != null) {
                run.refusedBy(failure);
            }
        });
    }

    /** The first decision counts; one that was sent beside it comes too late. */
    private void decide(RunExecution run, Command command) {
        Decide body = JournalJson.read(command.body(), Decide.class);
        if (run.history().decision(new Place(body.task(), body.key())).isPresent()) {
            commands.drop(command.id());
            return;
        }
        String payload = JournalJson.write(new Approvals.Decision(body.decision(), body.comment(), command.by()));
        Place place = new Place(body.task(), body.key());
        append(run, run.entry(EntryKind.DECISION, place, 0, "", payload, clock.instant()), command);
    }

    private void childEnded(RunExecution run, Command command) {
        Child body = JournalJson.read(command.body(), Child.class);
        Place place = new Place(body.task(), body.key());
        Optional<StoredRun> waitedFor = store.findByIdempotencyKey(SubWorkflows.key(run, place))
                .filter(child -> child.id().equals(body.child()));
        if (waitedFor.isEmpty()) {
            // Of a generation before: the run was retried meanwhile and waits for another.
            commands.drop(command.id());
            return;
        }
        StoredRun child = waitedFor.get();
        String payload = JournalJson.write(
                new SubWorkflows.ChildEnd(child.id(), child.state(), child.reason(), results.of(child)));
        append(run, run.entry(EntryKind.CHILD_ENDED, place, 0, "", payload, clock.instant()), command);
    }

    /** Sub-workflows do not outlive the run that waits for them, and rest when it rests. */
    void tellChildren(UUID run, CommandKind kind, String by) {
        for (UUID child : store.children(run)) {
            Optional<StoredRun> open =
                    store.find(child).filter(found -> !found.state().ended());
            open.ifPresent(found -> tell(new Command(UUID.randomUUID(), found.id(), kind, "{}", by, clock.instant())));
        }
    }

    private void tell(Command command) {
        try {
            commands.send(command);
        } catch (OrchestratorException e) {
            if (e.code() != ErrorCode.CONFLICT) {
                throw e;
            }
            // It has ended meanwhile.
        }
    }

    /**
     * Applies a {@code RETRY} to a run that has ended, before it is executed: the entry that opens its next generation.
     *
     * @return empty where no such command is there
     */
    Optional<JournalEntry> retry(StoredRun run, Plan plan, RunHistory history, List<Command> pending) {
        Optional<Command> found = pending.stream()
                .filter(command -> command.kind() == CommandKind.RETRY)
                .findFirst();
        return found.map(command -> {
            String from = JournalJson.read(command.body(), From.class).from();
            RunHistory.Retried retried = new RunHistory.Retried(from, cleared(plan, history, from));
            int generation = Math.max(run.generation(), history.generation()) + 1;
            JournalEntry entry = new JournalEntry(
                    run.id(),
                    history.lastSeq() + 1,
                    EntryKind.RETRIED,
                    generation,
                    from,
                    "",
                    0,
                    "",
                    JournalJson.write(retried),
                    clock.instant());
            RunChange goesOn =
                    new RunChange(run.id(), RunState.RUNNING, "", false, generation, Optional.empty(), entry.at());
            journal.change(run.epoch(), goesOn, entry).join();
            return entry;
        });
    }

    /** The task and all behind it, and every task that did not succeed with all behind that. */
    private static List<String> cleared(Plan plan, RunHistory history, String from) {
        Set<String> roots = new LinkedHashSet<>();
        if (!from.isEmpty()) {
            roots.add(from);
        }
        history.outcomes().forEach((place, entry) -> {
            TaskOutcome outcome = TaskRecords.outcome(entry);
            boolean missed = outcome.status() == TaskState.FAILED
                    || (outcome.status() == TaskState.SKIPPED && !outcome.byCondition());
            if (missed) {
                roots.add(place.task());
            }
        });
        return plan.tasks().stream()
                .map(PlanTask::id)
                .filter(id -> roots.contains(id) || plan.ancestors(id).stream().anyMatch(roots::contains))
                .toList();
    }

    /** What is told to a run that has ended, and cannot be heeded. */
    void drop(List<Command> late) {
        late.forEach(command -> commands.drop(command.id()));
    }

    /** By id, for those of the runs given that have some. */
    Map<UUID, List<Command>> pending(List<StoredRun> runs) {
        return commands.pending(runs.stream().map(StoredRun::id).toList()).stream()
                .collect(java.util.stream.Collectors.groupingBy(Command::run));
    }
}
