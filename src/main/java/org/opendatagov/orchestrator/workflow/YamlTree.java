package org.opendatagov.orchestrator.workflow;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML document whose nodes know their lines. Absent nodes read as empty. */
final class YamlTree {
    private final String name;
    private final Node root;

    private YamlTree(String name, Node root) {
        this.name = name;
        this.root = root;
    }

    static YamlTree parse(String text, String name) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            @Nullable Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root == null) {
                throw new OrchestratorException(ErrorCode.INVALID_INPUT, name + " is empty; expected a route.");
            }
            return new YamlTree(name, root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT, List.of(problem(name, line, "this is not YAML: " + e.getProblem() + ".")));
        } catch (YAMLException e) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, List.of(problem(name, 0, "this is not YAML.")));
        }
    }

    Node root() {
        return root;
    }

    int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    Problem problem(Node where, String what) {
        return problem(line(where), what);
    }

    Problem problem(int line, String what) {
        return problem(name, line, what);
    }

    private static Problem problem(String name, int line, String what) {
        return new Problem("invalid_workflow", "", name + ", line " + line + ": " + what);
    }

    boolean isScalar(Node node) {
        return node instanceof ScalarNode;
    }

    String text(@Nullable Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    List<Node> items(@Nullable Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of();
    }

    Map<String, Node> entries(@Nullable Node node) {
        Map<String, Node> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> entries.put(text(tuple.getKeyNode()), tuple.getValueNode()));
        }
        return entries;
    }

    /** A mapping as plain values. */
    Map<String, Object> value(Node node) {
        Object value = new Plain().of(node);
        Map<String, Object> values = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> values.put(String.valueOf(key), item));
        }
        return values;
    }

    /** Constructs plain values from nodes: maps, lists, text, numbers, booleans. */
    private static final class Plain extends SafeConstructor {
        Plain() {
            super(new LoaderOptions());
        }

        Object of(Node node) {
            return constructObject(node);
        }
    }
}
