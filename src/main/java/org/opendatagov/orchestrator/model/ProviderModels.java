package org.opendatagov.orchestrator.model;

import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.googleai.GeminiThinkingConfig;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Makes langchain4j's model of our settings. It tries once: when to try again is decided where budget and deadline are known. */
final class ProviderModels {
    private static final int NO_RETRIES = 0;

    private ProviderModels() {}

    static ChatModel of(String name, ModelSettings settings) {
        return switch (settings.provider()) {
            case OPENAI -> openAi(name, settings);
            case ANTHROPIC -> anthropic(name, settings);
            case GOOGLE -> google(name, settings);
            case OLLAMA -> ollama(settings);
        };
    }

    private static ChatModel openAi(String name, ModelSettings settings) {
        return OpenAiChatModel.builder()
                .httpClientBuilder(new BoundedHttpClientBuilder(settings))
                .baseUrl(unlessEmpty(settings.baseUrl()))
                .apiKey(key(name, settings))
                .modelName(settings.model())
                .temperature(settings.temperature())
                .reasoningEffort(unlessEmpty(settings.reasoningEffort()))
                .maxCompletionTokens(settings.maxTokens())
                .strictJsonSchema(true)
                .maxRetries(NO_RETRIES)
                .build();
    }

    private static ChatModel anthropic(String name, ModelSettings settings) {
        var built = AnthropicChatModel.builder()
                .httpClientBuilder(new BoundedHttpClientBuilder(settings))
                .apiKey(key(name, settings))
                .modelName(settings.model())
                .temperature(settings.temperature())
                .maxTokens(settings.maxTokens())
                .cacheSystemMessages(true)
                .cacheTools(true)
                .maxRetries(NO_RETRIES);
        if (!settings.baseUrl().isEmpty()) {
            built.baseUrl(settings.baseUrl());
        }
        if (settings.thinkingTokens() > 0) {
            // Between look-ups it wants its own thoughts back.
            built.thinkingType("enabled")
                    .thinkingBudgetTokens(settings.thinkingTokens())
                    .returnThinking(true)
                    .sendThinking(true);
        }
        return built.build();
    }

    private static ChatModel google(String name, ModelSettings settings) {
        var built = GoogleAiGeminiChatModel.builder()
                .httpClientBuilder(new BoundedHttpClientBuilder(settings))
                .baseUrl(unlessEmpty(settings.baseUrl()))
                .apiKey(key(name, settings))
                .modelName(settings.model())
                .temperature(settings.temperature())
                .maxOutputTokens(settings.maxTokens())
                // Between look-ups it wants the signatures of its own thoughts back.
                .returnThinking(true)
                .sendThinking(true)
                .maxRetries(NO_RETRIES);
        if (settings.thinkingTokens() > 0) {
            built.thinkingConfig(GeminiThinkingConfig.builder()
                    .thinkingBudget(settings.thinkingTokens())
                    .build());
        }
        return built.build();
    }

    private static ChatModel ollama(ModelSettings settings) {
        return OllamaChatModel.builder()
                .httpClientBuilder(new BoundedHttpClientBuilder(settings))
                .baseUrl(ollamaUrl(settings))
                .modelName(settings.model())
                .temperature(settings.temperature())
                .numPredict(settings.maxTokens())
                .maxRetries(NO_RETRIES)
                .build();
    }

    static @Nullable String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    static String ollamaUrl(ModelSettings settings) {
        return settings.baseUrl().isEmpty() ? "http://127.0.0.1:11434" : settings.baseUrl();
    }

    static String key(String name, ModelSettings settings) {
        if (settings.keyFile().isEmpty() || !settings.apiKey().isEmpty()) {
            // A server of one's own that asks for none gets one that says so.
            return settings.apiKey().isEmpty() ? "none" : settings.apiKey();
        }
        try {
            return Files.readString(Path.of(settings.keyFile())).strip();
        } catch (IOException e) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT,
                    "The file of orchestrator.models.%s.key-file cannot be read; give a readable file, or the key by environment."
                            .formatted(name),
                    e);
        }
    }
}
