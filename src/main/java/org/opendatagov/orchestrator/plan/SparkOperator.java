package org.opendatagov.orchestrator.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a node of an operator's line and its section. */
final class SparkOperator {
    private static final Pattern NAME = Pattern.compile("^(Execute \\w+|[A-Za-z]+(?= |\\(|$)|[A-Za-z]+)");
    private static final Pattern SCAN = Pattern.compile("^\\w*Scan (\\w+)(?: +([\\w.`]+))?");
    private static final Pattern JOIN_TYPE =
            Pattern.compile("\\b(Inner|Cross|LeftOuter|RightOuter|FullOuter|LeftSemi|LeftAnti|ExistenceJoin)\\b");
    private static final Pattern BUILD = Pattern.compile("\\bBuild(Left|Right)\\b");
    private static final Pattern MEMBER = Pattern.compile(
            "(?:^|, | )(PartitionFilters|PushedFilters|DataFilters|ReadSchema|Location): (.*?)(?=, [A-Z][A-Za-z]+: |$)");
    private static final Pattern LOCATION = Pattern.compile("\\[([^\\],]*)");

    private SparkOperator() {}

    static NodeBuilder read(SparkLine line, Map<String, String> section, SparkColumns columns) {
        Matcher name = NAME.matcher(line.text());
        NodeBuilder node = new NodeBuilder(name.find() ? name.group() : "Unknown");
        Map<String, String> told = new TreeMap<>(section);
        PlanOperator operator = PlanOperator.of(PlanSource.SPARK, node.name);
        if (operator == PlanOperator.SCAN) {
            scan(node, line.text(), told, columns);
        } else if (operator.isJoin()) {
            join(node, line.text(), told, columns);
        } else if (operator == PlanOperator.FILTER) {
            String condition = told.getOrDefault(
                    "Condition", line.id().isEmpty() ? line.text().substring("Filter".length()) : "");
            node.conditions.put("filter", columns.mask(condition));
        }
        statistics(node, line.statistics());
        return node;
    }

    private static void scan(NodeBuilder node, String line, Map<String, String> told, SparkColumns columns) {
        Matcher scan = SCAN.matcher(line);
        if (scan.find()) {
            node.label("format", scan.group(1));
            Optional.ofNullable(scan.group(2)).ifPresent(relation -> node.label("relation", relation));
        }
        int open = line.indexOf('[');
        if (open >= 0) {
            int close = line.indexOf(']', open);
            told.putIfAbsent("Output", line.substring(open, close < 0 ? line.length() : close));
            MEMBER.matcher(close < 0 ? "" : line.substring(close))
                    .results()
                    .forEach(member -> told.putIfAbsent(member.group(1), member.group(2)));
        }
        location(told.getOrDefault("Location", ""))
                .ifPresent(relation -> node.labels.putIfAbsent("relation", relation));
        partitions(node, told, columns);
        for (String filters : List.of("PushedFilters", "DataFilters")) {
            Optional.ofNullable(told.get(filters))
                    .map(SparkOperator::unbracketed)
                    .filter(text -> !text.isBlank())
                    .ifPresent(text -> node.conditions.putIfAbsent("filter", names(columns, told, text)));
        }
    }

    /** Pushed filters name columns without their number. */
    private static String names(SparkColumns columns, Map<String, String> told, String text) {
        String numbered = text;
        Matcher output = Pattern.compile("([A-Za-z_][\\w.]*)(#\\d+L?)").matcher(told.getOrDefault("Output", ""));
        while (output.find()) {
            numbered = numbered.replaceAll(
                    "(?<=\\()" + Pattern.quote(output.group(1)) + "(?=[,)])", Matcher.quoteReplacement(output.group()));
        }
        return columns.mask(numbered);
    }

    /** What is put out and not read from the files is known from their folders. */
    private static void partitions(NodeBuilder node, Map<String, String> told, SparkColumns columns) {
        String schema = told.get("ReadSchema");
        if (schema == null) {
            return;
        }
        List<String> read = fields(schema);
        List<String> partitions = SparkColumns.names(told.getOrDefault("Output", "")).stream()
                .filter(column -> !read.contains(column))
                .toList();
        node.label("partition_columns", String.join(", ", partitions));
        String filters = unbracketed(told.getOrDefault("PartitionFilters", ""));
        if (!filters.isBlank()) {
            node.conditions.put("partition_filter", columns.mask(filters));
        }
    }

    /** Names of {@code struct<a:bigint,b:struct<c:int>>}: a, b. */
    private static List<String> fields(String schema) {
        String inside = schema.replaceFirst("^struct<", "");
        String flat = inside;
        String before;
        do {
            before = flat;
            flat = flat.replaceAll("<[^<>]*>|\\([^()]*\\)", "");
        } while (!before.equals(flat));
        return Pattern.compile(",")
                .splitAsStream(flat)
                .map(field -> field.replaceFirst(":.*", "").strip())
                .toList();
    }

    private static Optional<String> location(String location) {
        Matcher path = LOCATION.matcher(location);
        if (!path.find()) {
            return Optional.empty();
        }
        String folder = path.group(1).replaceAll("/[^/=]+=[^/]*", "").replaceFirst("/$", "");
        return Optional.of(folder.substring(folder.lastIndexOf('/') + 1)).filter(name -> !name.isBlank());
    }

    private static String unbracketed(String list) {
        return list.strip().replaceFirst("^\\[", "").replaceFirst("\\]$", "");
    }

    private static void join(NodeBuilder node, String line, Map<String, String> told, SparkColumns columns) {
        String type = told.getOrDefault("Join type", line);
        Matcher join = JOIN_TYPE.matcher(type);
        if (join.find()) {
            node.label("join_type", join.group(1));
        }
        Matcher build = BUILD.matcher(line);
        if (build.find()) {
            node.label("build", build.group(1).equals("Left") ? "left" : "right");
        }
        keys(line, told).ifPresent(keys -> node.conditions.put("join_condition", columns.mask(keys)));
        String condition = told.getOrDefault("Join condition", "None");
        if (!condition.equals("None")) {
            node.conditions.put("join_filter", columns.mask(condition));
        } else if (line.indexOf('(') > 0) {
            node.conditions.put("join_filter", columns.mask(line.substring(line.indexOf('('))));
        }
    }

    private static Optional<String> keys(String line, Map<String, String> told) {
        if (told.containsKey("Left keys")) {
            return Optional.of(unbracketed(told.getOrDefault("Left keys", "")) + " = "
                    + unbracketed(told.getOrDefault("Right keys", "")));
        }
        Matcher lists =
                Pattern.compile("^\\w+ \\[([^\\]]*)\\], \\[([^\\]]*)\\]").matcher(line);
        return lists.find() ? Optional.of(lists.group(1) + " = " + lists.group(2)) : Optional.empty();
    }

    static void statistics(NodeBuilder node, String statistics) {
        for (String entry : statistics.split(", ", -1)) {
            if (entry.startsWith("sizeInBytes=")) {
                Quantities.bytes(entry.substring("sizeInBytes=".length()))
                        .ifPresent(bytes -> node.figures.put("bytes", bytes));
            } else if (entry.startsWith("rowCount=")) {
                Quantities.number(entry.substring("rowCount=".length()))
                        .ifPresent(rows -> node.figures.put("rows", rows));
            }
        }
    }
}
