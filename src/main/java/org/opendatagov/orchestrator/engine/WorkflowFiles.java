package org.opendatagov.orchestrator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.route.ReloadedFolder;
import org.opendatagov.orchestrator.route.RouteFile;
import org.opendatagov.orchestrator.route.RouteFiles;
import org.opendatagov.orchestrator.route.ScratchContext;
import org.opendatagov.orchestrator.workflow.Template;
import org.opendatagov.orchestrator.workflow.TemplateReader;
import org.springframework.stereotype.Component;

/** The templates in {@code routes/workflows}: at start all must be right, later a wrong one changes nothing. */
@Component
class WorkflowFiles implements ReloadedFolder {
    private static final String FOLDER = "workflows";

    private final RouteFiles files;
    private final TemplateStore store;
    private final WorkflowTemplates templates;
    private final KnownWork known;
    private final Map<String, Held> held = new TreeMap<>();

    private record Held(RouteFile file, String workflow) {}

    WorkflowFiles(RouteFiles files, TemplateStore store, WorkflowTemplates templates, KnownWork known) {
        this.files = files;
        this.store = store;
        this.templates = templates;
        this.known = known;
    }

    @Override
    public String folder() {
        return FOLDER;
    }

    /**
     * At start, when the routes of tasks are there.
     *
     * @throws OrchestratorException with every problem of every file
     */
    synchronized void load(CamelContext camel) {
        List<Problem> problems = new ArrayList<>();
        List<RouteFile> found = files.read(FOLDER);
        found.forEach(file -> collect(
                problems,
                () -> hold(
                        file,
                        TemplateReader.read(file.text(), file.name()).plan().workflow())));
        templates.local(held.values().stream().map(Held::workflow).collect(Collectors.toSet()));
        if (problems.isEmpty()) {
            found.forEach(file -> collect(problems, () -> TemplateReader.read(file.text(), file.name(), known)));
        }
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        held.values()
                .forEach(each -> store.inFile(
                        each.workflow(),
                        store.remember(each.workflow(), each.file().text(), TemplateStore.FILE)
                                .version()));
        templates.refresh(camel);
    }

    private static void collect(List<Problem> problems, Runnable read) {
        try {
            read.run();
        } catch (OrchestratorException e) {
            problems.addAll(e.problems());
        }
    }

    private void hold(RouteFile file, String workflow) {
        refuseTwice(file, workflow);
        held.put(file.name(), new Held(file, workflow));
    }

    private void refuseTwice(RouteFile file, String workflow) {
        for (Held other : held.values()) {
            if (other.workflow().equals(workflow) && !other.file().name().equals(file.name())) {
                throw new OrchestratorException(
                        ErrorCode.INVALID_INPUT,
                        List.of(new Problem(
                                "duplicate_id",
                                "",
                                file.name() + ", line 1: the workflow '" + workflow + "' is in "
                                        + other.file().name() + " already.")));
            }
        }
    }

    @Override
    public synchronized List<String> put(RouteFile file, CamelContext camel) {
        @Nullable Held before = held.get(file.name());
        if (before == null || !before.file().equals(file)) {
            Template template = TemplateReader.read(file.text(), file.name(), known);
            String workflow = template.plan().workflow();
            refuseTwice(file, workflow);
            ScratchContext.load(camel, file.name(), templates.yaml(template));
            int version =
                    store.remember(workflow, file.text(), TemplateStore.FILE).version();
            templates.version(workflow, version, camel);
            store.inFile(workflow, version);
            held.put(file.name(), new Held(file, workflow));
            changed(camel);
            return List.of(workflow);
        }
        return List.of(before.workflow());
    }

    @Override
    public synchronized void remove(String name, CamelContext camel) {
        held.remove(name);
        changed(camel);
    }

    private void changed(CamelContext camel) {
        templates.local(held.values().stream().map(Held::workflow).collect(Collectors.toSet()));
        templates.refresh(camel);
    }
}
