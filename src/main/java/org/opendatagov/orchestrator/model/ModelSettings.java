package org.opendatagov.orchestrator.model;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A model under a name of ours, {@code orchestrator.models.<name>}.
 *
 * @param model the provider's name of it
 * @param apiKey empty: not configured, and so never asked, unless a base URL says that somebody else serves it
 * @param keyFile a file that holds the key, for where secrets are mounted; it counts where {@code apiKey} is empty
 * @param baseUrl empty: the provider's own
 * @param temperature none where the model takes none
 * @param reasoningEffort OpenAI's {@code minimal, low, medium, high}; empty: the model's own
 * @param thinkingTokens Anthropic's and Google's budget for thinking, within {@code maxTokens}; 0: no thinking is asked for
 * @param maxTokens most tokens of an answer, thinking included
 * @param timeout of one call, from its first byte to its last
 * @param stream whether answers are streamed; if not set, where {@link #streams} says so
 * @param idleTimeout longest time without a byte of a streamed answer
 * @param priceIn USD for a million tokens of input
 * @param priceCached USD for a million tokens of input that the provider had in its cache
 * @param priceOut USD for a million tokens of output, reasoning included
 * @param requestsPerMinute 0: unlimited
 * @param tokensPerMinute input and output together; 0: unlimited
 */
public record ModelSettings(
        @NotNull Provider provider,
        @NotBlank String model,
        @DefaultValue("") String apiKey,
        @DefaultValue("") String keyFile,
        @DefaultValue("") String baseUrl,
        @Nullable Double temperature,
        @DefaultValue("") String reasoningEffort,
        @DefaultValue("0") @Min(0) int thinkingTokens,
        @DefaultValue("4096") @Min(1) @Max(1_000_000) int maxTokens,
        @DefaultValue("60s") Duration timeout,
        @Nullable Boolean stream,
        @DefaultValue("30s") Duration idleTimeout,
        @DefaultValue("0") @DecimalMin("0") BigDecimal priceIn,
        @DefaultValue("0") @DecimalMin("0") BigDecimal priceCached,
        @DefaultValue("0") @DecimalMin("0") BigDecimal priceOut,
        @DefaultValue("0") @Min(0) int requestsPerMinute,
        @DefaultValue("0") @Min(0) int tokensPerMinute) {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    /** Whether it can be asked at all. */
    boolean configured() {
        return !apiKey.isEmpty() || !keyFile.isEmpty() || !baseUrl.isEmpty() || !provider.needsKey();
    }

    /**
     * Whether an answer is streamed. By itself, where a model thinks long and tells meanwhile that it does: Anthropic sends its thoughts, and asks clients to stream long
     * answers; the streams of OpenAI and Google are silent while a model thinks. Ollama's, as langchain4j 1.10 reads them, mix several look-ups up.
     *
     * @param tools whether the model may ask for look-ups
     */
    boolean streams(boolean tools) {
        boolean thinks = provider == Provider.ANTHROPIC && thinkingTokens > 0;
        return (stream == null ? thinks : stream) && !(tools && provider == Provider.OLLAMA);
    }

    /** What a call that used so much costs, in USD, exactly. */
    BigDecimal cost(Usage usage) {
        return priced(usage.input() - usage.cached(), priceIn)
                .add(priced(usage.cached(), priceCached))
                .add(priced(usage.output(), priceOut));
    }

    private static BigDecimal priced(long tokens, BigDecimal price) {
        return BigDecimal.valueOf(tokens).multiply(price).divide(MILLION);
    }

    /** Without the key, whoever writes it into a log. */
    @Override
    public String toString() {
        return "ModelSettings[provider=%s, model=%s, key=%s]"
                .formatted(provider, model, apiKey.isEmpty() ? "no" : "yes");
    }
}
