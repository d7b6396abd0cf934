package org.opendatagov.orchestrator.model;

import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;

/** Reads what each provider says that a call used. */
final class Usages {
    private Usages() {}

    static Usage of(Provider provider, @Nullable TokenUsage usage) {
        if (usage == null) {
            return Usage.NONE;
        }
        long input = number(usage.inputTokenCount());
        long output = number(usage.outputTokenCount());
        if (usage instanceof OpenAiTokenUsage openAi) {
            var in = openAi.inputTokensDetails();
            var out = openAi.outputTokensDetails();
            return new Usage(
                    input,
                    output,
                    in == null ? 0 : number(in.cachedTokens()),
                    out == null ? 0 : number(out.reasoningTokens()));
        }
        if (usage instanceof AnthropicTokenUsage anthropic) {
            // Its input counts neither what was read from the cache nor what was written to it.
            long read = number(anthropic.cacheReadInputTokens());
            return new Usage(input + read + number(anthropic.cacheCreationInputTokens()), output, read, 0);
        }
        // Gemini counts thoughts in the total alone, and bills them as output.
        long thoughts = Math.max(0, number(usage.totalTokenCount()) - input - output);
        return provider == Provider.GOOGLE
                ? new Usage(input, output + thoughts, 0, thoughts)
                : new Usage(input, output, 0, 0);
    }

    private static long number(@Nullable Integer count) {
        return count == null ? 0 : Math.max(0, count);
    }
}
