package org.opendatagov.orchestrator.engine;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a task of a run spent on language models.
 *
 * @param calls how many were made of a provider
 * @param cachedCalls how many were answered without one
 * @param usd settled so far
 * @param models that were asked, by our name, sorted
 * @param prompts with their versions, such as {@code schema@3}, sorted
 */
public record TaskCost(
        long calls,
        long cachedCalls,
        long inputTokens,
        long outputTokens,
        BigDecimal usd,
        List<String> models,
        List<String> prompts) {
    public static final TaskCost NONE = new TaskCost(0, 0, 0, 0, BigDecimal.ZERO, List.of(), List.of());

    public TaskCost {
        models = List.copyOf(models);
        prompts = List.copyOf(prompts);
    }

    /** Both together. */
    public TaskCost plus(TaskCost other) {
        return new TaskCost(
                calls + other.calls,
                cachedCalls + other.cachedCalls,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                usd.add(other.usd),
                merged(models, other.models),
                merged(prompts, other.prompts));
    }

    private static List<String> merged(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().sorted().toList();
    }
}
