package org.opendatagov.orchestrator.workflow;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.yaml.snakeyaml.nodes.MappingNode;

/** The two forms that a workflow's text has: a Camel YAML route is a list, a definition a mapping. */
public final class Sources {
    private Sources() {}

    /** @throws OrchestratorException {@code invalid_input} where the text is no YAML that is read */
    public static boolean isDefinition(String text, String name) {
        return YamlTree.parse(text, name).root() instanceof MappingNode;
    }

    /** The values of a definition that is given as YAML. */
    public static Map<String, Object> definition(String yaml) {
        return YamlValues.read(yaml);
    }

    /**
     * A definition's plan as a template; equal plans have an equal source.
     *
     * @throws OrchestratorException {@code invalid_input} where its description has a placeholder
     */
    public static Template template(Plan plan) {
        if (plan.description().contains("{{")) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    List.of(new Problem(
                            ProblemCode.INVALID_WORKFLOW,
                            "/description",
                            "placeholders are not allowed in a description.")));
        }
        Template route = TemplateReader.read(RouteExport.yaml(plan), plan.workflow());
        return new Template(plan, YamlText.of(DefinitionExport.json(plan)), route.steps());
    }

    /** The template as a Camel YAML route: as it was written, or exported where it is a definition. */
    public static String route(Template template) {
        return isDefinition(template.source(), template.plan().workflow())
                ? RouteExport.yaml(template.plan())
                : template.source();
    }

    /** Names of the kamelets that task steps go to. */
    public static Set<String> taskKamelets() {
        Set<String> names = new TreeSet<>();
        TaskKamelet.uris().forEach(uri -> names.add(uri.substring(uri.indexOf(':') + 1)));
        return names;
    }
}
