package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.opendatagov.orchestrator.engine.RunPlans.RunPlan;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.route.RehearsalContext;
import org.opendatagov.orchestrator.route.RouteFiles;
import org.springframework.stereotype.Component;

/**
 * Sends runs through the engine's own routes and steps in a Camel context of their own, over a journal in memory, with tasks that answer from
 * a record: what a dry run does is what a run would do.
 */
@Component
class DryEngine {
    private static final Set<String> ROUTES = Set.of("engine/dag.camel.yaml", "engine/task.camel.yaml");

    private final ExpertRegistry experts;
    private final TaskExperts taskExperts;
    private final EngineThreads threads;
    private final RouteFiles files;
    private final CamelContext camel;
    private final Clock clock;

    DryEngine(
            ExpertRegistry experts,
            TaskExperts taskExperts,
            EngineThreads threads,
            RouteFiles files,
            CamelContext camel,
            Clock clock) {
        this.experts = experts;
        this.taskExperts = taskExperts;
        this.threads = threads;
        this.files = files;
        this.camel = camel;
        this.clock = clock;
    }

    /**
     * How a dry run came out.
     *
     * @param states of whole tasks, by id; what the record does not reach is not among them
     * @param end how the run would end; empty where the record does not tell
     */
    record DryOutcome(Map<String, TaskState> states, Optional<RunChange> end, DryWork work) {}

    /** @param yaml the route of a template; empty for a definition */
    DryOutcome run(StoredRun run, RunPlan plan, Optional<String> yaml, DryRecord record, boolean learning) {
        DryJournal journal = new DryJournal();
        TaskRecords records = new TaskRecords(journal, clock);
        DryWork work = new DryWork(record, learning, records);
        RunExecution execution =
                new RunExecution(run, plan.plan(), RunHistory.of(List.of()), RunHistory.of(List.of()), taskExperts);
        try (RehearsalContext context = RehearsalContext.of(camel, beans(journal, records, work))) {
            files.read("engine").stream()
                    .filter(file -> ROUTES.contains(file.name()))
                    .forEach(file -> context.add(file.name(), file.text()));
            yaml.ifPresent(text -> context.add("route.camel.yaml", text));
            context.perform("direct:" + plan.routeId(), exchange -> {
                exchange.setProperty(TaskPipeline.RUN, execution);
                exchange.getMessage().setBody(new RunBody(execution));
            });
        }
        RunChange end = execution
                .conclude(clock.instant())
                .orElseThrow(() -> new OrchestratorException(ErrorCode.INTERNAL, "The dry run was abandoned."));
        return new DryOutcome(
                new DryRecord(journal.history()).states(),
                Optional.of(end).filter(change -> change.state().ended()),
                work);
    }

    /** By the names that the routes use. */
    private Map<String, Object> beans(Journal journal, TaskRecords records, DryWork work) {
        TaskPreparation preparation = new TaskPreparation(experts, Optional.empty());
        TaskPipeline pipeline = new TaskPipeline(preparation, records, clock);
        ItemLists lists = new ItemLists(journal, clock);
        return Map.of(
                "taskPipeline",
                pipeline,
                "taskBegin",
                (Processor) pipeline::begin,
                "taskGroups",
                new TaskGroups(pipeline, preparation, records, lists, clock),
                "fanOut",
                new FanOut(preparation, pipeline, records, lists, work, threads, clock),
                "taskPerform",
                (Processor) work::perform,
                "approvals",
                work,
                "subWorkflows",
                work,
                EngineThreads.EXECUTOR,
                threads.executor());
    }
}
