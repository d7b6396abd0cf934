package org.opendatagov.orchestrator.route;

import java.io.StringReader;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Gives the routes of a file names of their own by version, so that two versions can be there at once: {@code !2} behind each id, and behind each
 * {@code direct:} name that a route starts from, also where a step of the file goes to it by {@code to}, {@code toD}, {@code wireTap} or
 * {@code uri}: a file's routes call one another in their own version. All else, comments included, stays where it stands. Workflows' versions have
 * {@code @2}, so that neither can be taken for the other.
 */
final class VersionedRoutes {
    private static final String DIRECT = "direct:";
    private static final Set<String> ADDRESSES = Set.of("uri", "to", "toD", "wireTap");

    private final String yaml;
    private final Set<String> ids = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    /** What gets another text, by where it begins. */
    private final TreeMap<Integer, ScalarNode> renamed = new TreeMap<>(Comparator.reverseOrder());

    private VersionedRoutes(String yaml) {
        this.yaml = yaml;
    }

    static VersionedRoutes of(String yaml) {
        VersionedRoutes routes = new VersionedRoutes(yaml);
        Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(yaml));
        if (root instanceof SequenceNode list) {
            list.getValue().forEach(item -> member(item, "route").ifPresent(routes::named));
            routes.calls(root);
        }
        return routes;
    }

    private void named(Node route) {
        scalar(route, "id").ifPresent(id -> {
            ids.add(id.getValue());
            rename(id);
        });
        member(route, "from")
                .flatMap(from -> scalar(from, "uri"))
                .map(uri -> plain(uri.getValue()))
                .filter(uri -> uri.startsWith(DIRECT))
                .ifPresent(names::add);
    }

    private void calls(Node node) {
        switch (node) {
            case MappingNode mapping -> mapping.getValue().forEach(this::call);
            case SequenceNode list -> list.getValue().forEach(this::calls);
            default -> {}
        }
    }

    private void call(NodeTuple entry) {
        boolean address = entry.getKeyNode() instanceof ScalarNode key && ADDRESSES.contains(key.getValue());
        if (address && entry.getValueNode() instanceof ScalarNode uri && names.contains(plain(uri.getValue()))) {
            rename(uri);
        } else {
            calls(entry.getValueNode());
        }
    }

    private void rename(ScalarNode node) {
        renamed.put(node.getStartMark().getIndex(), node);
    }

    /** An address without its options, as Camel's two ways of writing it come to the same. */
    static String plain(String uri) {
        return uri.replace("://", ":").replaceAll("\\?.*", "");
    }

    private static String suffix(int version) {
        return version == 1 ? "" : "!" + version;
    }

    /** A route's id in a version; the first has the file's own. */
    String id(String id, int version) {
        return ids.contains(id) ? id + suffix(version) : id;
    }

    /** Whether there can be two versions of a route that starts from there. */
    boolean versioned(String uri) {
        return names.contains(plain(uri));
    }

    /** Where a route starts from in a version; the plain name is free, for {@link PlainNames}. */
    String consumer(String uri, int version) {
        if (!versioned(uri)) {
            return uri;
        }
        String plain = uri.replace("://", ":");
        int options = plain.indexOf('?');
        return options < 0
                ? plain + "!" + version
                : plain.substring(0, options) + "!" + version + plain.substring(options);
    }

    String write(int version) {
        StringBuilder written = new StringBuilder(yaml);
        // Backwards, for what is written moves what stands behind it.
        renamed.values()
                .forEach(node -> written.replace(
                        written.offsetByCodePoints(0, node.getStartMark().getIndex()),
                        written.offsetByCodePoints(0, node.getEndMark().getIndex()),
                        quoted(
                                versioned(node.getValue())
                                        ? consumer(node.getValue(), version)
                                        : id(node.getValue(), version))));
        return written.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static Optional<Node> member(Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(entry -> entry.getKeyNode() instanceof ScalarNode name
                                && name.getValue().equals(key))
                        .map(NodeTuple::getValueNode)
                        .findFirst()
                : Optional.empty();
    }

    private static Optional<ScalarNode> scalar(Node node, String key) {
        return member(node, key).filter(ScalarNode.class::isInstance).map(ScalarNode.class::cast);
    }
}
