package org.opendatagov.orchestrator.model;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.util.List;
import org.opendatagov.orchestrator.model.ProviderException.Remedy;

/** A model as Camel's chat component calls it: asks for the question's schema, and notes what the answer used. */
final class MeteredModel implements ChatModel {
    private final ModelSettings settings;
    private final ChatModel model;
    private final ChatModel streamed;

    /** @param streamed the same model, asked for a stream */
    MeteredModel(ModelSettings settings, ChatModel model, ChatModel streamed) {
        this.settings = settings;
        this.model = model;
        this.streamed = streamed;
    }

    @Override
    public ChatResponse chat(List<ChatMessage> messages) {
        if (!(messages instanceof Question question)) {
            throw new IllegalArgumentException("a question is asked through the route model-router");
        }
        boolean streams = settings.streams(!question.tools().isEmpty());
        ChatResponse response = answered(streams ? streamed : model, request(question));
        boolean asks = !question.tools().isEmpty() && response.aiMessage().hasToolExecutionRequests();
        question.answered(new Question.Answer(
                asks ? ToolTurn.written(response.aiMessage()) : text(response),
                Usages.of(settings.provider(), response.tokenUsage()),
                response.finishReason() == FinishReason.LENGTH,
                asks));
        return response;
    }

    /** Anthropic gets the schema in its prompt alone: what its API takes of it depends on the model. */
    private ChatRequest request(Question question) {
        ChatRequest.Builder request = ChatRequest.builder().messages(List.copyOf(question));
        if (!question.tools().isEmpty()) {
            request.toolSpecifications(
                    question.tools().stream().map(ToolSpecifications::of).toList());
        }
        if (takesSchema(question)) {
            request.responseFormat(ResponseFormat.builder()
                    .type(ResponseFormatType.JSON)
                    .jsonSchema(JsonSchema.builder()
                            .name("judgement")
                            .rootElement(JsonRawSchema.from(question.schema()))
                            .build())
                    .build());
        }
        return request.build();
    }

    /** Beside tools Google refuses a schema, and Ollama answers by it and asks for nothing: both have it in their prompt. */
    private boolean takesSchema(Question question) {
        return switch (settings.provider()) {
            case OPENAI -> true;
            case ANTHROPIC -> false;
            case GOOGLE, OLLAMA -> question.tools().isEmpty();
        };
    }

    private static ChatResponse answered(ChatModel asked, ChatRequest request) {
        try {
            return asked.chat(request);
        } catch (LangChain4jException e) {
            throw ProviderException.brokenOff(Remedy.FAIL_OVER, "sent what its protocol does not know");
        }
    }

    private static String text(ChatResponse response) {
        String text = response.aiMessage().text();
        return text == null ? "" : text;
    }
}
