package org.opendatagov.orchestrator.model;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a call as camel-langchain4j-chat takes them. It hands a model the very list that it got and nothing else, and passes on of
 * the answer its text alone: so the list carries the schema there and the usage back. Not thread-safe.
 */
final class Question extends ArrayList<ChatMessage> {
    private static final long serialVersionUID = 1L;

    private final String schema;
    private final transient List<ToolSpec> tools;
    private transient @Nullable Answer answer;

    /**
     * What the provider sent.
     *
     * @param asks whether it is no answer but asks for look-ups: then the text is the message as {@link ToolTurn} has it
     */
    record Answer(String text, Usage usage, boolean truncated, boolean asks) {}

    private Question(List<ChatMessage> messages, String schema, List<ToolSpec> tools) {
        super(messages);
        this.schema = schema;
        this.tools = tools;
    }

    static Question of(ModelCall call) {
        List<ChatMessage> messages =
                new ArrayList<>(List.of(SystemMessage.from(call.system()), UserMessage.from(call.question())));
        call.turns().forEach(turn -> messages.addAll(turn.messages()));
        return new Question(messages, call.schema(), call.tools());
    }

    List<ToolSpec> tools() {
        return tools;
    }

    String schema() {
        return schema;
    }

    void answered(Answer given) {
        answer = given;
    }

    Answer answer() {
        if (answer == null) {
            throw new IllegalStateException("the question was not answered");
        }
        return answer;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
