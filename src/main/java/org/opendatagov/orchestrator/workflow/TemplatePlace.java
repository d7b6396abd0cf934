package org.opendatagov.orchestrator.workflow;

import java.util.Map;
import org.opendatagov.orchestrator.problem.Problem;
import org.yaml.snakeyaml.nodes.Node;

/** A task's place in a template: file and line; its members are the kamelet's parameters. */
record TemplatePlace(YamlTree yaml, Node step, Map<String, Node> parameters) implements Place {
    private static final Map<String, String> NAMES = Map.of(
            "id", "task",
            "depends_on", "dependsOn",
            "on_failure", "onFailure",
            "for_each", "forEach",
            "max_attempts", "maxAttempts");

    @Override
    public String name(String member) {
        return NAMES.getOrDefault(member, member);
    }

    @Override
    public Problem problem(String code, String member, String message) {
        String[] names = member.split("/", -1);
        boolean nested = names.length > 2 && names[1].equals("retry");
        String parameter = names.length > 1 ? name(names[nested ? 2 : 1]) : "";
        return yaml.coded(code, yaml.line(parameters.getOrDefault(parameter, step)), message);
    }
}
