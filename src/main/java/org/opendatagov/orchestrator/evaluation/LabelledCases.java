package org.opendatagov.orchestrator.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** Reads {@code evaluation.yaml} of a folder: labelled cases, all problems at once, each with its place. */
final class LabelledCases {
    static final String FILE = "evaluation.yaml";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> TOP = Set.of("expert", "action", "cases");
    private static final Set<String> CASE = Set.of("id", "expert", "action", "inputs", "expected", "allowed");
    private static final Set<String> LABEL = Set.of("dataset", "column", "job", "reference", "title");

    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();

    private LabelledCases(Path folder) {
        this.folder = folder;
    }

    /** @throws OrchestratorException {@code invalid_input} with every problem */
    static List<LabelledCase> read(Path folder) {
        LabelledCases reader = new LabelledCases(folder);
        List<LabelledCase> cases = reader.cases(reader.tree());
        if (!reader.problems.isEmpty()) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, reader.problems);
        }
        return cases;
    }

    private Map<String, Object> tree() {
        try {
            Map<String, Object> tree = YAML.readValue(
                    Files.readAllBytes(folder.resolve(FILE)), new TypeReference<LinkedHashMap<String, Object>>() {});
            return tree == null ? Map.of() : tree;
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw wrong("%s is no YAML with members expert, action and cases%s."
                    .formatted(FILE, place == null ? "" : " (line %d)".formatted(place.getLineNr())));
        } catch (IOException e) {
            throw wrong("The folder has no readable %s; it names an expert, an action and cases.".formatted(FILE));
        }
    }

    private static OrchestratorException wrong(String message) {
        return new OrchestratorException(ErrorCode.INVALID_INPUT, message);
    }

    private List<LabelledCase> cases(Map<String, Object> tree) {
        known(tree, TOP, "");
        List<LabelledCase> cases = new ArrayList<>();
        Set<String> ids = new TreeSet<>();
        List<Map<String, Object>> given = maps(tree.get("cases"), "/cases");
        if (given.isEmpty() && problems.isEmpty()) {
            problem("/cases", "There must be one case at least.");
        }
        for (Map<String, Object> members : given) {
            String path = "/cases/" + cases.size();
            known(members, CASE, path);
            LabelledCase read = labelled(tree, members, path);
            if (!ids.add(read.id())) {
                problem(path + "/id", "Two cases are called '" + read.id() + "'.");
            }
            cases.add(read);
        }
        return cases;
    }

    private LabelledCase labelled(Map<String, Object> tree, Map<String, Object> members, String path) {
        return new LabelledCase(
                text(members.get("id"), path + "/id"),
                text(members.getOrDefault("expert", tree.get("expert")), path + "/expert"),
                text(members.getOrDefault("action", tree.get("action")), path + "/action"),
                inputs(members.get("inputs"), path + "/inputs"),
                labels(members.get("expected"), path + "/expected"),
                labels(members.get("allowed"), path + "/allowed"));
    }

    private Map<String, Object> inputs(@Nullable Object given, String path) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        map(given, path).forEach((name, value) -> inputs.put(name, file(value)));
        return inputs;
    }

    private Object file(Object value) {
        if (value instanceof String text && !text.isBlank() && !text.contains(":")) {
            Path file = folder.resolve(text).normalize();
            return file.startsWith(folder.normalize()) && Files.exists(file) ? file.toString() : value;
        }
        return value;
    }

    private List<Expected> labels(@Nullable Object given, String path) {
        List<Expected> labels = new ArrayList<>();
        for (Map<String, Object> members : maps(given, path)) {
            String place = path + "/" + labels.size();
            known(members, LABEL, place);
            if (members.isEmpty()) {
                problem(place, "A label must name one of " + new TreeSet<>(LABEL) + ".");
            }
            labels.add(new Expected(
                    optional(members, "dataset", place),
                    optional(members, "column", place),
                    optional(members, "job", place),
                    optional(members, "reference", place),
                    optional(members, "title", place)));
        }
        return labels;
    }

    private Optional<String> optional(Map<String, Object> members, String name, String path) {
        return members.containsKey(name) ? Optional.of(text(members.get(name), path + "/" + name)) : Optional.empty();
    }

    private String text(@Nullable Object value, String path) {
        if (value instanceof String text && !text.isBlank()) {
            return text;
        }
        problem(path, "must be there, as text.");
        return "";
    }

    private List<Map<String, Object>> maps(@Nullable Object value, String path) {
        if (value == null) {
            return List.of();
        }
        List<Map<String, Object>> maps = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object item : list) {
                maps.add(map(item, path + "/" + maps.size()));
            }
        } else {
            problem(path, "must be a list.");
        }
        return maps;
    }

    private Map<String, Object> map(@Nullable Object value, String path) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, member) -> {
                if (member != null) {
                    members.put(String.valueOf(name), member);
                }
            });
        } else if (value != null) {
            problem(path, "must have members.");
        }
        return members;
    }

    private void known(Map<String, Object> members, Set<String> known, String path) {
        members.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problem(path + "/" + name, "is unknown; known are " + new TreeSet<>(known) + "."));
    }

    private void problem(String path, String message) {
        problems.add(new Problem("invalid_evaluation", path, message));
    }
}
