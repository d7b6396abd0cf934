package org.opendatagov.orchestrator.judgement;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.expert.CallWaits;
import org.opendatagov.orchestrator.expert.Evidence;
import org.opendatagov.orchestrator.expert.Judgement.ToolUse;
import org.opendatagov.orchestrator.expert.Subject;
import org.opendatagov.orchestrator.judgement.Tools.Outcome;
import org.opendatagov.orchestrator.knowledge.Passage;
import org.opendatagov.orchestrator.model.ModelAnswer;
import org.opendatagov.orchestrator.model.ModelAnswer.Answered;
import org.opendatagov.orchestrator.model.ModelAnswer.Silent;
import org.opendatagov.orchestrator.model.ModelCall;
import org.opendatagov.orchestrator.model.ToolTurn;

/**
 * Asks models, and has looked up what they ask for, as often as they may. Each answer of a tool becomes evidence, {@code tool.1}, and reaches the
 * model anonymised, as data.
 */
final class ToolRounds {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .build();

    private static final int LONGEST_ANSWER = 4_000;
    private static final int LONGEST_TEXT = 400;
    private static final int MOST_ITEMS = 20;

    private final TimedModels models;
    private final Tools tools;
    private final int most;

    /** @param most look-ups in one judgement */
    ToolRounds(TimedModels models, Tools tools, int most) {
        this.models = models;
        this.tools = tools;
        this.most = most;
    }

    /**
     * @param call makes the question of the rounds so far
     * @param names tools that the model may use
     */
    ModelAnswer ask(Judging judging, Function<List<ToolTurn>, ModelCall> call, List<String> names, CallWaits waits) {
        List<ToolTurn> turns = new ArrayList<>();
        while (turns.size() <= most + 1) {
            ModelAnswer answer = models.ask(call.apply(turns), judging.call().deadline(), waits);
            Optional<ToolTurn> turn = answer instanceof Answered answered && !names.isEmpty()
                    ? ToolTurn.begun(answered)
                    : Optional.empty();
            if (turn.isEmpty()) {
                return answer;
            }
            turns.add(turn.get()
                    .answered(turn.get().requests().stream()
                            .map(request -> looked(judging, request, names, waits))
                            .toList()));
        }
        return new Silent("tools", "the model asked for more look-ups than it may");
    }

    private String looked(Judging judging, ToolTurn.Request request, List<String> names, CallWaits waits) {
        String id = "tool." + (judging.tools().size() + 1);
        long start = System.nanoTime();
        Outcome outcome = outcome(judging, request, names);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        String parameters = cut(judging.anonymiser().text(cut(request.arguments(), LONGEST_ANSWER)), LONGEST_TEXT);
        String shown = switch (outcome) {
            case Outcome.Answer answer -> answered(judging, id, request.tool(), answer.value());
            case Outcome.Refused refused -> refused.why();
            case Outcome.Declined declined ->
                shown(judging, Map.of("tool", id, "refused", declined.why()), LONGEST_ANSWER);
            case Outcome.Failed failed -> failed.why();
        };
        ToolUse use =
                new ToolUse(id, judging.anonymiser().text(cut(request.tool(), 64)), parameters, word(outcome), millis);
        judging.used(use);
        waits.lookedUp(use);
        return shown;
    }

    private Outcome outcome(Judging judging, ToolTurn.Request request, List<String> names) {
        if (judging.tools().size() >= most) {
            return new Outcome.Refused("No more look-ups are allowed. Answer now with what you have.");
        }
        if (!names.contains(request.tool())) {
            return new Outcome.Refused("There is no such tool.");
        }
        return Tools.arguments(request.arguments())
                .map(given -> tools.call(request.tool(), restored(judging, given), judging.call()))
                .orElseGet(() -> new Outcome.Refused("The arguments must be a JSON object."));
    }

    /** What placeholders stand for, in memory: the tool is ours. */
    private static Map<String, Object> restored(Judging judging, Map<String, Object> given) {
        Map<String, Object> restored = new LinkedHashMap<>(given);
        restored.replaceAll((name, value) -> value instanceof List<?> list
                ? list.stream().map(member -> restored(judging, member)).toList()
                : restored(judging, value));
        return restored;
    }

    private static Object restored(Judging judging, Object value) {
        return value instanceof String text ? judging.anonymiser().restored(text) : value;
    }

    private static String answered(Judging judging, String id, String tool, Object value) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("tool", id);
        if (value instanceof Collection<?> list
                && !list.isEmpty()
                && list.stream().allMatch(Passage.class::isInstance)) {
            List<Passage> passages = list.stream().map(Passage.class::cast).toList();
            judging.addPassages(passages);
            line.put("answer", passages.stream().map(JudgementQuestion::line).toList());
        } else {
            Object plain = shortened(JSON.convertValue(value, Object.class));
            judging.addEvidence(new Evidence(
                    id,
                    "tool",
                    new Subject(null, null, null),
                    "answer of the tool " + tool,
                    Map.of("answer", plain == null ? Map.of() : plain)));
            line.put("answer", plain);
        }
        return shown(judging, line, LONGEST_TEXT);
    }

    private static String shown(Judging judging, Map<String, Object> line, int longest) {
        String written = new DataLines(judging.anonymiser()).line(line, longest);
        return DataLines.BEGIN + "\n" + cut(written, LONGEST_ANSWER) + "\n" + DataLines.END;
    }

    private static @Nullable Object shortened(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> members = new LinkedHashMap<>();
            map.forEach((key, member) -> {
                @Nullable Object kept = shortened(member);
                if (kept != null) {
                    members.put(String.valueOf(key), kept);
                }
            });
            return members;
        }
        if (value instanceof Collection<?> list) {
            List<Object> items = new ArrayList<>();
            list.stream().limit(MOST_ITEMS).forEach(item -> {
                @Nullable Object kept = shortened(item);
                if (kept != null) {
                    items.add(kept);
                }
            });
            return items;
        }
        return value instanceof String text ? cut(text, LONGEST_TEXT) : value;
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + "…" : text;
    }

    private static String word(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answer answer -> "answered";
            case Outcome.Refused refused -> "refused";
            case Outcome.Declined declined -> "refused";
            case Outcome.Failed failed -> "failed";
        };
    }
}
