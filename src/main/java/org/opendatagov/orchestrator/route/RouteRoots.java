package org.opendatagov.orchestrator.route;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** What a file that is reloaded may hold: routes with ids. Beans and configurations could not be taken back. */
final class RouteRoots {
    private RouteRoots() {}

    /** @throws OrchestratorException with every problem, each with file and line */
    static void check(RouteFile file) {
        List<Problem> problems = new ArrayList<>();
        try {
            @Nullable
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(file.text()));
            if (root instanceof SequenceNode list) {
                list.getValue().forEach(item -> check(item, file, problems));
            } else {
                problems.add(problem(file, 1, "it must be a list of routes."));
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            problems.add(problem(file, line, "this is no YAML: " + e.getProblem() + "."));
        } catch (YAMLException e) {
            problems.add(problem(file, 1, "this is no YAML."));
        }
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
    }

    private static void check(Node item, RouteFile file, List<Problem> problems) {
        boolean route = item instanceof MappingNode mapping
                && mapping.getValue().size() == 1
                && isNamed(mapping.getValue().getFirst());
        if (!route) {
            problems.add(problem(
                    file,
                    item.getStartMark().getLine() + 1,
                    "only a 'route' with an 'id' can be reloaded; all else needs a restart."));
        }
    }

    private static boolean isNamed(NodeTuple root) {
        return root.getKeyNode() instanceof ScalarNode key
                && key.getValue().equals("route")
                && root.getValueNode() instanceof MappingNode route
                && route.getValue().stream()
                        .anyMatch(entry -> entry.getKeyNode() instanceof ScalarNode name
                                && name.getValue().equals("id"));
    }

    private static Problem problem(RouteFile file, int line, String what) {
        return new Problem("invalid_route", "", file.name() + ", line " + line + ": " + what);
    }
}
