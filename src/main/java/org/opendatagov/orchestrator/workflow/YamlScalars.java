package org.opendatagov.orchestrator.workflow;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Scalars as JSON knows them, after YAML 1.2: {@code yes}, {@code 12:30}, {@code 010} and dates are text. */
final class YamlScalars {
    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9]\\d{0,30})");
    private static final Pattern REAL = Pattern.compile("[-+]?((0|[1-9]\\d*)(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");
    private static final Set<Tag> READ =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ, Tag.TIMESTAMP, Tag.MERGE);

    private YamlScalars() {}

    static Optional<String> refusedTag(Node node) {
        return READ.contains(node.getTag())
                ? Optional.empty()
                : Optional.of(node.getTag().getValue());
    }

    static @Nullable Object value(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return null;
        }
        if (tag.equals(Tag.BOOL) && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"))) {
            return Boolean.parseBoolean(text);
        }
        boolean number = tag.equals(Tag.INT) || tag.equals(Tag.FLOAT);
        return number ? number(text) : text;
    }

    private static Object number(String text) {
        if (WHOLE.matcher(text).matches()) {
            BigInteger whole = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
            return CelValues.whole(whole);
        }
        return REAL.matcher(text).matches() ? (Object) Double.valueOf(text) : text;
    }
}
