package org.opendatagov.orchestrator.model;

import java.math.BigDecimal;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What a task of an expert that asks its first model would cost, from the size of its prompt and the model's price. Four characters are taken
 * for a token, as OpenAI says of English text.
 */
@Component
public class CallEstimates {
    private static final int CHARACTERS_A_TOKEN = 4;
    private static final int SMALL_QUESTION = 1_000;
    private static final int SHORT_ANSWER = 150;
    private static final int USUAL_ANSWER = 700;

    private static final PromptSizes UNKNOWN = new PromptSizes() {
        @Override
        public int told(String expert) {
            return 6_000;
        }

        @Override
        public int mostAsked() {
            return 12_000;
        }
    };

    private final ModelsSettings settings;
    private final PromptSizes sizes;

    CallEstimates(ModelsSettings settings, ObjectProvider<PromptSizes> sizes) {
        this.settings = settings;
        this.sizes = sizes.getIfAvailable(() -> UNKNOWN);
    }

    /**
     * In USD.
     *
     * @param low a small question and a short answer
     * @param expected half of the largest question and a usual answer
     * @param high the largest question and the longest answer, asked for once more
     */
    public record Estimate(BigDecimal low, BigDecimal expected, BigDecimal high) {}

    /** Whether the expert has a model that can be asked. */
    public boolean asks(String expert) {
        return !settings.chain(expert).isEmpty();
    }

    /** @throws IllegalArgumentException where the expert has no model */
    public Estimate of(String expert) {
        ModelSettings model = settings.chain(expert).stream()
                .findFirst()
                .map(settings::model)
                .orElseThrow(() -> new IllegalArgumentException(expert + " has no model"));
        int told = sizes.told(expert);
        BigDecimal low = cost(model, told + SMALL_QUESTION, Math.min(SHORT_ANSWER, model.maxTokens()));
        BigDecimal expected = cost(model, told + sizes.mostAsked() / 2, Math.min(USUAL_ANSWER, model.maxTokens()));
        BigDecimal once = cost(model, told + sizes.mostAsked(), model.maxTokens());
        return new Estimate(
                low, expected.max(low), once.multiply(BigDecimal.TWO).max(expected));
    }

    private static BigDecimal cost(ModelSettings model, int characters, int answer) {
        return model.cost(new Usage(characters / CHARACTERS_A_TOKEN, answer, 0, 0));
    }
}
