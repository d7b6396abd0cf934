package org.opendatagov.orchestrator.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * Which datasets an audit looks at, by what is declared of them; what is not said does not narrow.
 *
 * @param tags a dataset has at least one of these; none stands for any
 */
public record DatasetScope(List<String> tags, Optional<String> owner, Optional<String> region) {
    public static final DatasetScope ALL = new DatasetScope(List.of(), Optional.empty(), Optional.empty());
    /** The JSON schema of the input {@code scope}. */
    public static final Map<String, Object> SCHEMA = Map.of(
            "description",
            "Which datasets: all (the default), {tags, owner, region}, or the same as text: tag:gold, owner:sales, region:eu-west-1",
            "anyOf",
            List.of(
                    Map.of("type", "string"),
                    Map.of(
                            "type",
                            "object",
                            "properties",
                            Map.of(
                                    "all", Map.of("type", "boolean"),
                                    "tags", Map.of("type", "array", "items", Map.of("type", "string")),
                                    "owner", Map.of("type", "string"),
                                    "region", Map.of("type", "string")),
                            "additionalProperties",
                            false)));

    private static final String EXPECTED =
            "expected is all, {tags: […], owner: …, region: …}, or text such as 'tag:gold, owner:sales, region:eu-west-1'";

    public DatasetScope {
        tags = List.copyOf(tags);
    }

    /**
     * The scope that an input says; without one all.
     *
     * @throws OrchestratorException {@code invalid_input} with every problem
     */
    public static DatasetScope of(@Nullable Object input) {
        List<Problem> problems = problems(input);
        if (!problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, problems);
        }
        return read(input, new ArrayList<>());
    }

    /** All that is wrong with an input, its place below {@code /scope}. */
    public static List<Problem> problems(@Nullable Object input) {
        List<Problem> problems = new ArrayList<>();
        read(input, problems);
        return problems;
    }

    private static DatasetScope read(@Nullable Object input, List<Problem> problems) {
        return switch (input) {
            case null -> ALL;
            case String text -> text(text, problems);
            case Map<?, ?> members -> members(members, problems);
            default -> {
                problems.add(problem("", EXPECTED));
                yield ALL;
            }
        };
    }

    private static DatasetScope text(String text, List<Problem> problems) {
        List<String> tags = new ArrayList<>();
        Optional<String> owner = Optional.empty();
        Optional<String> region = Optional.empty();
        for (String part : text.split(",", -1)) {
            int colon = part.indexOf(':');
            String value = part.substring(colon + 1).strip();
            switch (value.isEmpty()
                    ? ""
                    : part.substring(0, Math.max(0, colon)).strip().toLowerCase(Locale.ROOT)) {
                case "tag", "tags" -> tags.add(value);
                case "owner" -> owner = Optional.of(value);
                case "region" -> region = Optional.of(value);
                default -> {
                    if (!text.strip().equalsIgnoreCase("all")) {
                        problems.add(problem("", EXPECTED));
                        return ALL;
                    }
                }
            }
        }
        return new DatasetScope(tags, owner, region);
    }

    private static DatasetScope members(Map<?, ?> members, List<Problem> problems) {
        Set<String> known = Set.of("all", "tags", "owner", "region");
        members.forEach((key, value) -> {
            String name = String.valueOf(key);
            boolean right = value == null
                    || switch (name) {
                        case "all" -> Boolean.TRUE.equals(value);
                        case "tags" ->
                            value instanceof List<?> list && list.stream().allMatch(DatasetScope::word);
                        default -> word(value);
                    };
            if (!known.contains(name)) {
                problems.add(problem("/" + name.replace("~", "~0").replace("/", "~1"), EXPECTED));
            } else if (!right) {
                problems.add(problem("/" + name, EXPECTED));
            }
        });
        List<String> tags = members.get("tags") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        return new DatasetScope(tags, member(members, "owner"), member(members, "region"));
    }

    private static Optional<String> member(Map<?, ?> members, String name) {
        return members.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static boolean word(@Nullable Object value) {
        return value instanceof String text && !text.isBlank();
    }

    private static Problem problem(String place, String what) {
        return new Problem("wrong_value", "/scope" + place, "The scope cannot be read; " + what + ".");
    }

    /** Upper and lower case are alike. */
    public boolean matches(Declarations declared) {
        boolean tagged = tags.isEmpty()
                || declared.tags().stream().anyMatch(tag -> tags.stream().anyMatch(tag::equalsIgnoreCase));
        return tagged && same(owner, declared.owner()) && same(region, declared.region());
    }

    private static boolean same(Optional<String> asked, Optional<String> declared) {
        return asked.isEmpty() || declared.filter(asked.get()::equalsIgnoreCase).isPresent();
    }

    /** For people: {@code all datasets}, or {@code datasets with tag gold, of owner sales, in region eu-west-1}. */
    public String describe() {
        List<String> parts = new ArrayList<>();
        if (!tags.isEmpty()) {
            parts.add("with tag " + String.join(" or ", tags));
        }
        owner.ifPresent(name -> parts.add("of owner " + name));
        region.ifPresent(name -> parts.add("in region " + name));
        return parts.isEmpty() ? "all datasets" : "datasets " + String.join(", ", parts);
    }
}
