package org.opendatagov.orchestrator.route;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Gives the routes of a file names of their own by version, so that two versions can be there at once: {@code @2} behind each id, and behind
 * each {@code direct:} that a route starts from. All else, comments included, stays where it stands.
 */
final class VersionedRoutes {
    private VersionedRoutes() {}

    /** What is put behind a name; nothing for the first version. */
    static String suffix(int version) {
        return version == 1 ? "" : "@" + version;
    }

    /** @param yaml checked by {@link RouteRoots} */
    static String write(String yaml, int version) {
        Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(yaml));
        List<ScalarNode> names = new ArrayList<>();
        for (Node item : ((SequenceNode) root).getValue()) {
            member(item, "route").ifPresent(route -> {
                scalar(route, "id").ifPresent(names::add);
                member(route, "from")
                        .flatMap(from -> scalar(from, "uri"))
                        .filter(uri -> uri.getValue().startsWith("direct:"))
                        .ifPresent(names::add);
            });
        }
        // Backwards, for what is written moves what stands behind it.
        names.sort(
                Comparator.comparingInt((ScalarNode name) -> name.getStartMark().getIndex())
                        .reversed());
        StringBuilder written = new StringBuilder(yaml);
        for (ScalarNode name : names) {
            written.replace(
                    written.offsetByCodePoints(0, name.getStartMark().getIndex()),
                    written.offsetByCodePoints(0, name.getEndMark().getIndex()),
                    '"' + name.getValue() + suffix(version) + '"');
        }
        return written.toString();
    }

    private static Optional<Node> member(Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(entry -> entry.getKeyNode() instanceof ScalarNode name
                                && name.getValue().equals(key))
                        .map(entry -> entry.getValueNode())
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<ScalarNode> scalar(Node node, String key) {
        return member(node, key).filter(ScalarNode.class::isInstance).map(ScalarNode.class::cast);
    }
}
