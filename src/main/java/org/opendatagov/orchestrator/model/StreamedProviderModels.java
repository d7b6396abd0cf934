package org.opendatagov.orchestrator.model;

import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.googleai.GeminiThinkingConfig;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;

/** Makes langchain4j's streaming model of our settings: what it asks for is what {@link ProviderModels} asks for. */
final class StreamedProviderModels {
    private StreamedProviderModels() {}

    static StreamedModel of(String name, ModelSettings settings) {
        String key = ProviderModels.key(name, settings);
        return new StreamedModel(
                switch (settings.provider()) {
                    case OPENAI -> openAi(key, settings);
                    case ANTHROPIC -> anthropic(key, settings);
                    case GOOGLE -> google(key, settings);
                    case OLLAMA -> ollama(settings);
                });
    }

    private static StreamingChatModel openAi(String key, ModelSettings settings) {
        return OpenAiStreamingChatModel.builder()
                .httpClientBuilder(new BoundedHttpClientBuilder(settings))
                .baseUrl(ProviderModels.unlessEmpty(settings.baseUrl()))
                .apiKey(key)
                .modelName(settings.model())
                .temperature(settings.temperature())
                .reasoningEffort(ProviderModels.unlessEmpty(settings.reasoningEffort()))
                .maxCompletionTokens(settings.maxTokens())
                .strictJsonSchema(true)
                .build();
    }

    private static StreamingChatModel anthropic(String key, ModelSettings settings) {
        var built = AnthropicStreamingChatModel.builder()
                .httpClientBuilder(new BoundedHttpClientBuilder(settings))
                .apiKey(key)
                .modelName(settings.model())
                .temperature(settings.temperature())
                .maxTokens(settings.maxTokens())
                .cacheSystemMessages(true)
                .cacheTools(true);
        if (!settings.baseUrl().isEmpty()) {
            built.baseUrl(settings.baseUrl());
        }
        if (settings.thinkingTokens() > 0) {
            built.thinkingType("enabled")
                    .thinkingBudgetTokens(settings.thinkingTokens())
                    .returnThinking(true)
                    .sendThinking(true);
        }
        return built.build();
    }

    private static StreamingChatModel google(String key, ModelSettings settings) {
        var built = GoogleAiGeminiStreamingChatModel.builder()
                .httpClientBuilder(new BoundedHttpClientBuilder(settings))
                .baseUrl(ProviderModels.unlessEmpty(settings.baseUrl()))
                .apiKey(key)
                .modelName(settings.model())
                .temperature(settings.temperature())
                .maxOutputTokens(settings.maxTokens())
                .returnThinking(true)
                .sendThinking(true);
        if (settings.thinkingTokens() > 0) {
            built.thinkingConfig(GeminiThinkingConfig.builder()
                    .thinkingBudget(settings.thinkingTokens())
                    .build());
        }
        return built.build();
    }

    private static StreamingChatModel ollama(ModelSettings settings) {
        return OllamaStreamingChatModel.builder()
                .httpClientBuilder(new BoundedHttpClientBuilder(settings))
                .baseUrl(ProviderModels.ollamaUrl(settings))
                .modelName(settings.model())
                .temperature(settings.temperature())
                .numPredict(settings.maxTokens())
                .build();
    }
}
