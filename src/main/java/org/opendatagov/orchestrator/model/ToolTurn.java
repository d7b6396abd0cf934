package org.opendatagov.orchestrator.model;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A round of look-ups: what a model asked for, and what it was answered.
 *
 * @param message the model's message as langchain4j writes it, with what its provider wants to see again
 * @param answers in the order of {@link #requests()}
 */
public record ToolTurn(String message, List<String> answers) {
    public ToolTurn {
        answers = List.copyOf(answers);
    }

    /**
     * A look-up that a model asks for.
     *
     * @param arguments a JSON object, if the model is right
     */
    public record Request(String id, String tool, String arguments) {}

    /** The round that an answer begins; empty where it is an answer indeed. */
    public static Optional<ToolTurn> begun(ModelAnswer.Answered answer) {
        if (!answer.text().startsWith("{")) {
            return Optional.empty();
        }
        try {
            ToolTurn turn = new ToolTurn(answer.text(), List.of());
            return turn.requests().isEmpty() ? Optional.empty() : Optional.of(turn);
        } catch (RuntimeException e) {
            // It is no message of langchain4j's: an answer.
            return Optional.empty();
        }
    }

    /** As the ledger and the cache keep it. */
    static String written(AiMessage message) {
        return ChatMessageSerializer.messageToJson(message);
    }

    public ToolTurn answered(List<String> given) {
        return new ToolTurn(message, given);
    }

    public List<Request> requests() {
        return asked().toolExecutionRequests().stream()
                .map(request ->
                        new Request(String.valueOf(request.id()), request.name(), String.valueOf(request.arguments())))
                .toList();
    }

    private AiMessage asked() {
        return (AiMessage) ChatMessageDeserializer.messageFromJson(message);
    }

    List<ChatMessage> messages() {
        AiMessage asked = asked();
        List<ChatMessage> messages = new ArrayList<>(List.of(asked));
        for (int number = 0; number < answers.size(); number++) {
            messages.add(ToolExecutionResultMessage.from(
                    asked.toolExecutionRequests().get(number), answers.get(number)));
        }
        return messages;
    }
}
