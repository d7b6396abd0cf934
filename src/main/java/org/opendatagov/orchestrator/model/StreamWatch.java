package org.opendatagov.orchestrator.model;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.model.ProviderException.Remedy;

/**
 * Stands between the events of a stream and langchain4j's reading of them: ends the stream where its protocol ends, at an error that a provider sends within it,
 * and at what the protocol does not know. langchain4j would log the latter, with what the provider sent, and read on.
 */
final class StreamWatch implements ServerSentEventListener {
    /** The last event of OpenAI's protocol (its data), and of Anthropic's (its name); who waits for the connection to end, may wait. */
    private static final Set<String> LAST = Set.of("[DONE]", "message_stop");

    private final ServerSentEventListener listener;
    private boolean closed;
    private @Nullable ProviderException failure;

    StreamWatch(ServerSentEventListener listener) {
        this.listener = listener;
    }

    @Override
    public void onOpen(SuccessfulHttpResponse response) {
        listener.onOpen(response);
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
        if ("error".equals(event.event())) {
            // As 529 before a stream began: what it says may quote the question.
            failure = ProviderException.brokenOff(Remedy.RETRY, "broke off with an error");
        } else if (!event.data().isBlank()) {
            tell(event, context);
        }
        if (failure == null && (LAST.contains(event.data()) || LAST.contains(String.valueOf(event.event())))) {
            onClose();
        }
        if (failure != null || closed) {
            context.parsingHandle().cancel();
        }
    }

    private void tell(ServerSentEvent event, ServerSentEventContext context) {
        try {
            listener.onEvent(event, context);
        } catch (RuntimeException e) {
            failure = ProviderException.brokenOff(Remedy.FAIL_OVER, "sent what its protocol does not know");
        }
    }

    @Override
    public void onError(Throwable throwable) {
        failure = ProviderException.brokenOff(Remedy.RETRY, "broke off");
    }

    /** The stream is over. */
    @Override
    public void onClose() {
        if (failure != null) {
            throw failure;
        }
        if (!closed) {
            closed = true;
            listener.onClose();
        }
    }
}
