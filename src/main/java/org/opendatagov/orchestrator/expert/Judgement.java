package org.opendatagov.orchestrator.expert;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a language model made of an expert's evidence; its own findings stand among the report's, with source {@code model}. Texts that rest on
 * nothing are kept apart. It never changes a severity or a status.
 *
 * @param summary in the model's words; empty where nothing of it is supported, or no model answered
 * @param model by our name; empty where none answered
 * @param prompt id and version, {@code schema@2}
 * @param cached the answer was known already and cost nothing
 * @param ranking ids of the report's findings, what matters most first
 * @param knowledge citations of the passages that what it said rests on
 * @param tools what the model had looked up
 * @param silent why the evidence stands alone, one sentence; empty where a model answered
 * @param withoutKnowledge why no documents could be looked up for it, one sentence; empty where they could
 */
public record Judgement(
        String summary,
        String model,
        String prompt,
        boolean cached,
        List<String> ranking,
        List<Suggestion> suggestions,
        List<Unsupported> unsupported,
        List<String> knowledge,
        List<ToolUse> tools,
        String silent,
        String withoutKnowledge) {
    public Judgement {
        summary = Objects.requireNonNullElse(summary, "");
        model = Objects.requireNonNullElse(model, "");
        prompt = Objects.requireNonNullElse(prompt, "");
        ranking = copy(ranking);
        suggestions = copy(suggestions);
        unsupported = copy(unsupported);
        knowledge = copy(knowledge);
        tools = copy(tools);
        silent = Objects.requireNonNullElse(silent, "");
        withoutKnowledge = Objects.requireNonNullElse(withoutKnowledge, "");
    }

    /** Another version may have written it without this member. */
    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** Evidence stands alone. */
    public static Judgement silent(String prompt, List<ToolUse> tools, String reason) {
        return new Judgement("", "", prompt, false, List.of(), List.of(), List.of(), List.of(), tools, reason, "");
    }

    /** The same, made without documents for this reason. */
    public Judgement withoutKnowledge(String why) {
        return new Judgement(
                summary, model, prompt, cached, ranking, suggestions, unsupported, knowledge, tools, silent, why);
    }

    /** What the model would do, and the evidence that it is for. */
    public record Suggestion(String text, List<String> evidence) {
        public Suggestion {
            evidence = copy(evidence);
        }
    }

    /**
     * What the model said that the evidence does not hold.
     *
     * @param kind {@code summary, finding, suggestion}
     * @param why one sentence
     */
    public record Unsupported(String kind, String text, String why) {}

    /**
     * A look-up that the model asked for.
     *
     * @param id {@code tool.1}, under which claims cite its answer
     * @param parameters as it gave them, anonymised
     * @param outcome {@code answered}, {@code refused}, {@code failed}
     */
    public record ToolUse(String id, String tool, String parameters, String outcome, long millis) {}
}
