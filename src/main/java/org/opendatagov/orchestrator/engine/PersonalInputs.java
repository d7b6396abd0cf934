package org.opendatagov.orchestrator.engine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertRegistry;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.workflow.Plan;
import org.opendatagov.orchestrator.workflow.PlanTask;
import org.springframework.stereotype.Component;

/**
 * Inputs that an action's schema marks {@code personal}, such as a text to scan: what is recorded of them is length and hash; they themselves
 * stay in this process's memory until their run has ended. A task that needs one that is gone fails with {@code input_not_kept}.
 */
@Component
class PersonalInputs {
    private static final String NOT_KEPT = "not_kept";
    private static final String HASH = "hash";
    /** A run that waits for longer has to be given its inputs anew. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final long MOST_RUNS = 10_000;

    private final ExpertRegistry experts;
    private final Cache<UUID, Map<String, Object>> held = Caffeine.newBuilder()
            .expireAfterAccess(LONGEST)
            .maximumSize(MOST_RUNS)
            .build();

    PersonalInputs(ExpertRegistry experts) {
        this.experts = experts;
    }

    /** What may be recorded of a run's inputs and definition; {@code whole} where nothing of it is personal, and it is the same. */
    record Recorded(Map<String, Object> inputs, Optional<Map<String, Object>> definition, boolean whole) {}

    /** Where personal values stand: names of the run's inputs, and by number of the task names of the inputs that it is given literally. */
    private record Places(TreeSet<String> inputs, Map<Integer, List<String>> literal) {}

    /** Whether anything of it must not be recorded. */
    boolean any(Plan plan, Map<String, Object> inputs) {
        Places places = places(plan, inputs);
        return !places.inputs().isEmpty() || !places.literal().isEmpty();
    }

    Recorded hold(UUID run, Plan plan, Map<String, Object> inputs, Optional<Map<String, Object>> definition) {
        Places places = places(plan, inputs);
        if (places.inputs().isEmpty() && places.literal().isEmpty()) {
            return new Recorded(inputs, definition, true);
        }
        Map<String, Object> values = new HashMap<>();
        Map<String, Object> recorded = marked(run, inputs, places.inputs(), values);
        Optional<Map<String, Object>> written = definition.map(given -> marked(run, given, places.literal(), values));
        held.put(run, values);
        return new Recorded(recorded, written, false);
    }

    private Places places(Plan plan, Map<String, Object> inputs) {
        Places places = new Places(new TreeSet<>(), new HashMap<>());
        int number = 0;
        for (PlanTask task : plan.tasks()) {
            for (String name : personal(task)) {
                @Nullable
                Object given = task.inputs().map(values -> values.get(name)).orElse(null);
                if (given == null) {
                    places.inputs().add(name);
                } else if (given instanceof String text && text.startsWith("${inputs.")) {
                    places.inputs().add(text.substring("${inputs.".length(), text.length() - 1));
                } else if (!(given instanceof String text && text.startsWith("${"))) {
                    places.literal()
                            .computeIfAbsent(number, key -> new ArrayList<>())
                            .add(name);
                }
            }
            number++;
        }
        places.inputs().retainAll(inputs.keySet());
        places.inputs().removeIf(name -> isMark(inputs.get(name)));
        return places;
    }

    private Set<String> personal(PlanTask task) {
        return experts.action(task.action()).map(ExpertAction::personalInputs).orElse(Set.of());
    }

    private static Map<String, Object> marked(
            UUID run, Map<String, Object> inputs, Iterable<String> names, Map<String, Object> values) {
        Map<String, Object> marked = new LinkedHashMap<>(inputs);
        names.forEach(name -> marked.computeIfPresent(name, (key, value) -> mark(run, value, values)));
        return marked;
    }

    private static Map<String, Object> marked(
            UUID run, Map<String, Object> definition, Map<Integer, List<String>> places, Map<String, Object> values) {
        List<Object> tasks = new ArrayList<>();
        if (definition.get("tasks") instanceof List<?> given) {
            for (Object task : given) {
                List<String> names = places.getOrDefault(tasks.size(), List.of());
                tasks.add(names.isEmpty() ? task : task(run, (Map<?, ?>) task, names, values));
            }
        }
        Map<String, Object> marked = new LinkedHashMap<>(definition);
        marked.put("tasks", tasks);
        return marked;
    }

    private static Map<String, Object> task(UUID run, Map<?, ?> task, List<String> names, Map<String, Object> values) {
        Map<String, Object> marked = members(task);
        if (marked.get("inputs") instanceof Map<?, ?> inputs) {
            marked.put("inputs", marked(run, members(inputs), names, values));
        }
        return marked;
    }

    private static Map<String, Object> members(Map<?, ?> map) {
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach((name, value) -> members.put(String.valueOf(name), value));
        return members;
    }

    /** The hash is the run's own: equal texts of two runs cannot be told to be equal. */
    private static Map<String, Object> mark(UUID run, Object value, Map<String, Object> values) {
        String json = JournalJson.write(value);
        String hash = JournalJson.hash(run + json);
        values.put(hash, value);
        int length = value instanceof String text ? text.length() : json.length();
        return Map.of(NOT_KEPT, run.toString(), "length", length, HASH, hash);
    }

    static boolean isMark(@Nullable Object value) {
        return value instanceof Map<?, ?> mark
                && mark.get(NOT_KEPT) instanceof String
                && mark.get(HASH) instanceof String;
    }

    /** A task's inputs with the values themselves. @throws OrchestratorException {@code input_not_kept} */
    Map<String, Object> restored(Map<String, Object> inputs) {
        if (inputs.values().stream().noneMatch(PersonalInputs::isMark)) {
            return inputs;
        }
        Map<String, Object> restored = new LinkedHashMap<>(inputs);
        restored.replaceAll((name, value) ->
                value instanceof Map<?, ?> mark && isMark(mark) ? value(name, mark) : value);
        return restored;
    }

    private Object value(String name, Map<?, ?> mark) {
        Optional<Map<String, Object>> values = run(mark).map(held::getIfPresent);
        return values.map(known -> known.get(String.valueOf(mark.get(HASH))))
                .orElseThrow(
                        () -> new OrchestratorException(
                                ErrorCode.INPUT_NOT_KEPT,
                                List.of(
                                        new Problem(
                                                ErrorCode.INPUT_NOT_KEPT.text(),
                                                "/inputs/" + name,
                                                "The input '" + name
                                                        + "' is personal and was kept in memory alone, which is gone; start a new run with it."))));
    }

    private static Optional<UUID> run(Map<?, ?> mark) {
        try {
            return Optional.of(UUID.fromString(String.valueOf(mark.get(NOT_KEPT))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The run has ended. */
    void forget(UUID run) {
        held.invalidate(run);
    }
}
