package org.opendatagov.orchestrator.model;

import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.opendatagov.orchestrator.model.ProviderException.Remedy;

/**
 * Calls a provider within bounds that hold whatever it does: one deadline from the first byte to the last (a slow drip included), one limit of
 * bytes, and an interrupt ends the exchange. What a refusal's body says is not passed on: it may quote the question or the key.
 */
final class BoundedHttpClient implements dev.langchain4j.http.client.HttpClient {
    /** An answer of 100,000 tokens is half a megabyte. */
    private static final int MOST_BYTES = 4 << 20;
    /** Of an event that holds a token; OpenAI's takes some 300. */
    private static final long FRAME_BYTES = 1 << 10;

    private final HttpClient client;
    private final Duration timeout;
    private final Duration silence;
    private final int mostTokens;

    /**
     * @param silence longest time without a byte of a streamed answer
     * @param mostTokens that an answer may have
     */
    BoundedHttpClient(HttpClient client, Duration timeout, Duration silence, int mostTokens) {
        this.client = client;
        this.timeout = timeout;
        this.silence = silence;
        this.mostTokens = mostTokens;
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        HttpResponse<byte[]> response = answered(client.sendAsync(request(request), limited()), timeout);
        if (response.statusCode() / 100 != 2) {
            throw Refusals.of(response.statusCode(), response.headers());
        }
        return SuccessfulHttpResponse.builder()
                .statusCode(response.statusCode())
                .headers(response.headers().map())
                .body(new String(response.body(), StandardCharsets.UTF_8))
                .build();
    }

    private static HttpResponse.BodyHandler<byte[]> limited() {
        return BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES);
    }

    private static java.net.http.HttpRequest request(HttpRequest request) {
        var built = java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
        // An upgrade from clear text to HTTP/2 is what some servers answer with an error.
        built.version(request.url().startsWith("https:") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
        request.headers().forEach((name, values) -> values.forEach(value -> built.header(name, value)));
        String body = request.body();
        built.method(request.method().name(), body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return built.build();
    }

    private static <T> HttpResponse<T> answered(CompletableFuture<HttpResponse<T>> exchange, Duration patience) {
        try {
            return exchange.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw ProviderException.brokenOff(
                    Remedy.FAIL_OVER, "did not answer within its timeout of " + patience.toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProviderException.brokenOff(Remedy.NONE, "was stopped");
        } catch (ExecutionException e) {
            throw broken(e);
        } finally {
            exchange.cancel(true);
        }
    }

    private static ProviderException broken(ExecutionException failure) {
        if (failure.getCause() instanceof IOException cause && tooLong(cause)) {
            return ProviderException.brokenOff(Remedy.FAIL_OVER, "sent more than " + (MOST_BYTES >> 20) + " MiB");
        }
        return ProviderException.brokenOff(Remedy.RETRY, "could not be reached, or broke off");
    }

    /** The JDK names the limit of bytes in its message alone. */
    private static boolean tooLong(IOException cause) {
        return String.valueOf(cause.getMessage()).contains("body exceeds");
    }

    /** Returns when the stream is over: it is read by the thread that asks. */
    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        StreamedBody.Limits limits =
                new StreamedBody.Limits(silence, System.nanoTime() + timeout.toNanos(), mostBytes());
        Duration patience = silence.compareTo(timeout) < 0 ? silence : timeout;
        // Whatever ends the call closes the connection, also where the answer begins in that moment.
        try (StreamedBody body = new StreamedBody(limits)) {
            HttpResponse<StreamedBody> response = answered(client.sendAsync(request(request), info -> body), patience);
            if (response.statusCode() / 100 != 2) {
                throw Refusals.of(response.statusCode(), response.headers());
            }
            StreamWatch watch = new StreamWatch(listener);
            watch.onOpen(SuccessfulHttpResponse.builder()
                    .statusCode(response.statusCode())
                    .headers(response.headers().map())
                    .build());
            parser.parse(body, watch);
            watch.onClose();
        }
    }

    /** Each token comes in a frame of its own. */
    private long mostBytes() {
        return Math.max(MOST_BYTES, mostTokens * FRAME_BYTES);
    }
}
