package org.opendatagov.orchestrator.experts.compliance;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.Severity;
import org.opendatagov.orchestrator.problem.Problem;

/**
 * A pack of rules in a file of its own, checked; {@code schemas/rules.schema.json} says the same.
 *
 * @param pack absent where the file is wrong
 * @param problems all that is wrong with it, with JSON Pointers
 */
record PackFile(Optional<RulePack> pack, List<Problem> problems) {
    private static final Set<String> MEMBERS = Set.of("id", "name", "source", "date", "extend", "rules");
    private static final Set<String> RULE =
            Set.of("id", "article", "title", "when", "needs", "forbids", "check", "severity", "remedy", "for_people");
    private static final Set<String> FORBIDS = Set.of("classes", "logical_types", "labels", "named");
    private static final String ID = "[a-z][a-z0-9_-]{0,62}";

    static PackFile read(Path file) {
        List<Problem> problems = new ArrayList<>();
        try {
            byte[] text = Files.readAllBytes(file);
            check(RuleFiles.tree(text), problems);
            return problems.isEmpty()
                    ? new PackFile(Optional.of(RuleFiles.read(text, RulePack.class)), List.of())
                    : new PackFile(Optional.empty(), problems);
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : " (line %d, column %d)"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr());
            problems.add(problem("", "The file is not well-formed YAML%s.".formatted(place)));
        } catch (IOException e) {
            problems.add(problem("", "The file cannot be read; check its permissions."));
        }
        return new PackFile(Optional.empty(), problems);
    }

    private static void check(@Nullable Object document, List<Problem> problems) {
        if (!(document instanceof Map<?, ?> pack)) {
            problems.add(problem("", "A pack must be an object with id, name, source, date and rules."));
            return;
        }
        unknown(pack, MEMBERS, "", problems);
        for (String member : List.of("name", "source", "date")) {
            text(pack, member, "", problems);
        }
        id(pack, "", problems);
        if (pack.get("extend") != null && !(pack.get("extend") instanceof String)) {
            problems.add(problem("/extend", "'extend' must be the id of a pack, such as gdpr."));
        }
        if (!(pack.get("rules") instanceof List<?> rules) || rules.isEmpty()) {
            problems.add(problem("/rules", "'rules' must be a list of at least one rule."));
            return;
        }
        Set<Object> ids = new HashSet<>();
        for (int index = 0; index < rules.size(); index++) {
            String path = "/rules/" + index;
            if (rules.get(index) instanceof Map<?, ?> rule) {
                rule(rule, path, problems);
                if (rule.get("id") != null && !ids.add(rule.get("id"))) {
                    problems.add(problem(path + "/id", "'id' is used by an earlier rule; give each its own."));
                }
            } else {
                problems.add(problem(path, "A rule must be an object."));
            }
        }
    }

    private static void rule(Map<?, ?> rule, String path, List<Problem> problems) {
        unknown(rule, RULE, path, problems);
        id(rule, path, problems);
        for (String member : List.of("article", "title", "remedy", "for_people")) {
            text(rule, member, path, problems);
        }
        word(rule, "when", words(Rule.Condition.values()), true, path, problems);
        word(rule, "check", words(Rule.CheckName.values()), false, path, problems);
        word(rule, "severity", words(Severity.values()), true, path, problems);
        words(rule.get("needs"), path + "/needs", words(Need.values()), problems);
        if (rule.get("forbids") instanceof Map<?, ?> forbids) {
            unknown(forbids, FORBIDS, path + "/forbids", problems);
            forbids.forEach((name, value) -> words(value, path + "/forbids/" + name, Set.of(), problems));
        } else if (rule.get("forbids") != null) {
            problems.add(problem(path + "/forbids", "'forbids' must be an object of lists: " + sorted(FORBIDS) + "."));
        }
    }

    private static Set<String> words(Enum<?>[] values) {
        return new TreeSet<>(Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList());
    }

    private static void unknown(Map<?, ?> given, Set<String> known, String path, List<Problem> problems) {
        given.keySet().stream()
                .map(String::valueOf)
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(problem(
                        path + "/" + name.replace("~", "~0").replace("/", "~1"),
                        "'%s' is unknown; known are %s.".formatted(name, sorted(known)))));
    }

    private static String sorted(Set<String> words) {
        return String.join(", ", new TreeSet<>(words));
    }

    private static void id(Map<?, ?> given, String path, List<Problem> problems) {
        if (!(given.get("id") instanceof String id) || !id.matches(ID)) {
            problems.add(problem(path + "/id", "'id' must be a word such as my-law or my-law-1."));
        }
    }

    private static void text(Map<?, ?> given, String member, String path, List<Problem> problems) {
        boolean right = given.get(member) instanceof String text && !text.isBlank();
        if (!right) {
            problems.add(problem(path + "/" + member, "'%s' must be text.".formatted(member)));
        }
    }

    private static void word(
            Map<?, ?> rule, String member, Set<String> known, boolean required, String path, List<Problem> problems) {
        Object value = rule.get(member);
        if (value == null ? required : !known.contains(value)) {
            problems.add(problem(
                    path + "/" + member, "'%s' must be one of %s.".formatted(member, String.join(", ", known))));
        }
    }

    /** @param known none where any word will do */
    private static void words(@Nullable Object value, String path, Set<String> known, List<Problem> problems) {
        if (value == null) {
            return;
        }
        if (!(value instanceof List<?> list)) {
            problems.add(problem(path, "must be a list."));
            return;
        }
        for (int index = 0; index < list.size(); index++) {
            boolean right = list.get(index) instanceof String word && (known.isEmpty() || known.contains(word));
            if (!right) {
                String expected = known.isEmpty() ? "text" : "one of " + String.join(", ", known);
                problems.add(problem(path + "/" + index, "must be " + expected + "."));
            }
        }
    }

    private static Problem problem(String path, String message) {
        return new Problem("invalid_rules", path, message);
    }
}
