package org.opendatagov.orchestrator.engine;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.opendatagov.orchestrator.engine.WorkflowTemplates.LoadedTemplate;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.workflow.DefinitionReader;
import org.opendatagov.orchestrator.workflow.Plan;
import org.springframework.stereotype.Component;

/** The plan that a run goes by, and the route that it is sent into: a template's in the run's version, or the one for definitions. */
@Component
class RunPlans {
    static final String DEFINITIONS = "engine-dag";
    /** Of all texts: a few dozen definitions of a thousand tasks. */
    private static final int CACHED_CHARACTERS = 4_000_000;

    private final WorkflowTemplates templates;
    private final KnownWork known;
    private final CamelContext camel;
    private final EngineSettings settings;
    /** Of definitions by their text, as accepted: read for the execution, and again whenever somebody looks at the run. */
    private final LoadingCache<String, Plan> definitions = Caffeine.newBuilder()
            .maximumWeight(CACHED_CHARACTERS)
            .weigher((String definition, Plan plan) -> definition.length())
            .executor(Runnable::run)
            .build(RunPlans::read);

    RunPlans(WorkflowTemplates templates, KnownWork known, CamelContext camel, EngineSettings settings) {
        this.templates = templates;
        this.known = known;
        this.camel = camel;
        this.settings = settings;
    }

    /** A plan and the id of its route. */
    record RunPlan(Plan plan, String routeId) {}

    /** For execution: the route is loaded when this returns. */
    RunPlan of(StoredRun run) {
        if (run.definition().isPresent()) {
            return new RunPlan(stored(run.definition().get()), DEFINITIONS);
        }
        LoadedTemplate loaded = templates.version(run.workflow(), run.version(), camel);
        return new RunPlan(loaded.plan(), loaded.routeId());
    }

    /** For views. */
    Plan shown(StoredRun run) {
        return run.definition().map(this::stored).orElseGet(() -> templates.plan(run.workflow(), run.version()));
    }

    private Plan stored(String definition) {
        return definitions.get(definition);
    }

    private static Plan read(String definition) {
        Map<String, Object> members = JournalJson.readMap(definition);
        return new DefinitionReader(new AcceptedWork(members), Integer.MAX_VALUE).read(members, "");
    }

    /** @throws OrchestratorException with every problem, paths below the pointer */
    Plan checked(Map<String, Object> definition, String pointer) {
        return new DefinitionReader(known, settings.maxTasks()).read(definition, pointer);
    }
}
