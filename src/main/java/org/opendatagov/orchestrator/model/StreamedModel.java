package org.opendatagov.orchestrator.model;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.model.ProviderException.Remedy;

/**
 * A model whose answers come as a stream and are passed on whole, for they are checked as a whole: what streams is the connection, so that one that is
 * stalled is told from one that thinks, and no proxy ends it for being idle. Our client reads the stream on the calling thread.
 */
record StreamedModel(StreamingChatModel model) implements ChatModel {
    @Override
    public ChatResponse chat(ChatRequest request) {
        Heard heard = new Heard();
        model.chat(request, heard);
        return heard.whole();
    }

    private static final class Heard implements StreamingChatResponseHandler {
        private @Nullable ChatResponse response;
        private boolean failed;

        @Override
        public void onPartialResponse(String partial) {
            // Nobody reads an answer that is not whole.
        }

        @Override
        public void onCompleteResponse(ChatResponse complete) {
            response = complete;
        }

        /** Our client throws what is ours; the rest is what langchain4j could not read. */
        @Override
        public void onError(Throwable error) {
            failed = true;
        }

        ChatResponse whole() {
            if (failed) {
                throw ProviderException.brokenOff(Remedy.FAIL_OVER, "sent what its protocol does not know");
            }
            ChatResponse complete = response;
            if (complete == null || complete.finishReason() == null) {
                // A stream that ends without its last event was cut, however politely.
                throw ProviderException.brokenOff(Remedy.RETRY, "broke off");
            }
            return complete;
        }
    }
}
