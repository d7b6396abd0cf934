package org.opendatagov.orchestrator.workflow;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

/**
 * A YAML document whose nodes know their lines. It is a tree of JSON's kinds of values: anchors, aliases, tags, keys that are there
 * twice or are no text are refused. Absent nodes read as empty.
 */
final class YamlTree {
    /** Longest text that is read. */
    static final int MAX_LENGTH = 10_000_000;

    private final String name;
    private final Node root;

    private YamlTree(String name, Node root) {
        this.name = name;
        this.root = root;
    }

    static YamlTree parse(String text, String name) {
        try {
            @Nullable Node root = new Yaml(new SafeConstructor(options())).compose(new StringReader(text));
            if (root == null) {
                throw new OrchestratorException(ErrorCode.INVALID_INPUT, name + " is empty.");
            }
            YamlTree tree = new YamlTree(name, root);
            tree.refuseWhatIsNoTree();
            return tree;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            throw notYaml(name, line, Shown.text(String.valueOf(e.getProblem()), 200));
        } catch (YAMLException e) {
            throw notYaml(name, 0, Shown.text(String.valueOf(e.getMessage()), 200));
        }
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setCodePointLimit(MAX_LENGTH);
        options.setNestingDepthLimit(Nesting.DEEPEST);
        return options;
    }

    private static OrchestratorException notYaml(String name, int line, String what) {
        return new OrchestratorException(
                ErrorCode.INVALID_INPUT, List.of(problem(name, line, "this is not YAML that is read: " + what + ".")));
    }

    private void refuseWhatIsNoTree() {
        List<Problem> problems = new ArrayList<>();
        Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Node> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty() && problems.size() < Problems.MOST) {
            Node node = open.pop();
            if (!seen.add(node)) {
                problems.add(problem(node, "anchors and aliases are not read; write the value out where it is used."));
            } else if (node instanceof MappingNode mapping) {
                checkKeys(mapping, problems);
                mapping.getValue().forEach(tuple -> open.push(tuple.getValueNode()));
            } else if (node instanceof SequenceNode sequence) {
                sequence.getValue().forEach(open::push);
            }
            YamlScalars.refusedTag(node)
                    .ifPresent(tag -> problems.add(problem(node, "the tag '" + Shown.text(tag) + "' is not read.")));
        }
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
    }

    private void checkKeys(MappingNode mapping, List<Problem> problems) {
        Set<String> keys = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(problem(tuple.getKeyNode(), "a key must be a text."));
            } else if (key.getValue().equals("<<")) {
                problems.add(problem(key, "merge keys are not read; write the members out."));
            } else if (!keys.add(key.getValue())) {
                problems.add(problem(key, "the key '" + Shown.text(key.getValue()) + "' is there twice."));
            }
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

    /** A problem of another kind than the vocabulary's. */
    Problem coded(String code, int line, String what) {
        return new Problem(code, "", name + ", line " + line + ": " + what);
    }

    private static Problem problem(String name, int line, String what) {
        return new Problem(ProblemCode.INVALID_WORKFLOW, "", name + ", line " + line + ": " + what);
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

    /** A node as a JSON value. */
    @Nullable
    Object plain(Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                entries(mapping).forEach((key, value) -> values.put(key, plain(value)));
                yield values;
            }
            case SequenceNode sequence -> {
                List<@Nullable Object> values = new ArrayList<>();
                sequence.getValue().forEach(item -> values.add(plain(item)));
                yield values;
            }
            case ScalarNode scalar -> YamlScalars.value(scalar);
            default -> null;
        };
    }

    /** A mapping as plain values. */
    Map<String, Object> value(Node node) {
        return plain(node) instanceof Map<?, ?> map ? Members.copy(map) : Map.of();
    }
}
