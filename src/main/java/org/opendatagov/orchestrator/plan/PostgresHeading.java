package org.opendatagov.orchestrator.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of PostgreSQL's operators: {@code Index Scan using i on t a} in text; type, strategy and join type apart in JSON. */
final class PostgresHeading {
    /** Of names that PostgreSQL takes, 63 bytes each, there are four at most. */
    private static final int MAX_LENGTH = 500;

    private static final Pattern ON = Pattern.compile(
            "(?<type>(?:(?:Parallel |Async )?(?:[A-Z][A-Za-z]+ ){0,4}?Scan|Insert|Update|Delete|Merge)(?: Backward)?)(?: \\([^)]*\\))?"
                    + "(?: using (?<index>\"[^\"]+\"|\\S+))?(?: on (?<relation>(?:\"[^\"]+\"|[^\\s.\"]+)(?:\\.(?:\"[^\"]+\"|\\S+))?)"
                    + "(?: (?<alias>\"[^\"]+\"|\\S+))?)?");
    private static final Pattern JOIN =
            Pattern.compile("(?<type>(?:Parallel )?(?:Hash|Merge|Nested Loop))(?: (?<join>(?:Right )?\\w+))? Join");

    private PostgresHeading() {}

    /** Whether a line without costs is an operator's. */
    static boolean isKnown(String heading) {
        String name = String.valueOf(read(heading).get("Name"));
        return PlanOperator.of(PlanSource.POSTGRESQL, name) != PlanOperator.OTHER;
    }

    static Map<String, Object> read(String heading) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (heading.length() > MAX_LENGTH) {
            members.put("Name", "Unknown");
            return members;
        }
        Matcher on = ON.matcher(heading);
        Matcher join = JOIN.matcher(heading);
        if (on.matches()) {
            members.put("Name", on.group("type").replace(" Backward", ""));
            boolean bitmap = on.group("type").equals("Bitmap Index Scan");
            put(members, "Index Name", bitmap ? on.group("relation") : on.group("index"));
            put(
                    members,
                    on.group("type").startsWith("CTE") ? "CTE Name" : "Relation Name",
                    bitmap ? null : on.group("relation"));
            put(members, "Alias", on.group("alias"));
        } else if (join.matches()) {
            members.put("Name", heading);
            members.put("Join Type", join.group("join") == null ? "Inner" : join.group("join"));
        } else {
            members.put("Name", heading);
            if (heading.equals("Nested Loop")) {
                members.put("Join Type", "Inner");
            }
        }
        return members;
    }

    private static void put(Map<String, Object> members, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            members.put(name, value);
        }
    }

    /** The name that text has for a node of JSON, YAML or XML. */
    static String name(Map<String, Object> node) {
        String type = text(node, "Node Type").orElse("");
        String joined = text(node, "Join Type")
                .filter(join -> !join.equals("Inner"))
                .map(join -> type.equals("Nested Loop")
                        ? type + " " + join + " Join"
                        : type.replace(" Join", " " + join + " Join"))
                .orElse(type);
        String name = switch (type) {
            case "Aggregate" -> aggregate(node);
            case "SetOp" ->
                (text(node, "Strategy").orElse("").equals("Hashed") ? "HashSetOp " : "SetOp ")
                        + text(node, "Command").orElse("");
            case "ModifyTable" -> text(node, "Operation").orElse(type);
            default -> joined;
        };
        boolean parallel = "true".equals(text(node, "Parallel Aware").orElse("")) && !type.startsWith("Gather");
        return parallel ? "Parallel " + name : name.strip();
    }

    private static String aggregate(Map<String, Object> node) {
        String mode = text(node, "Partial Mode")
                .filter(told -> !told.equals("Simple"))
                .map(told -> told + " ")
                .orElse("");
        return mode
                + switch (text(node, "Strategy").orElse("")) {
                    case "Hashed" -> "HashAggregate";
                    case "Sorted" -> "GroupAggregate";
                    case "Mixed" -> "MixedAggregate";
                    default -> "Aggregate";
                };
    }

    static Optional<String> text(Map<String, Object> node, String member) {
        Object value = node.get(member);
        return value == null || value instanceof Map ? Optional.empty() : Optional.of(String.valueOf(value));
    }
}
