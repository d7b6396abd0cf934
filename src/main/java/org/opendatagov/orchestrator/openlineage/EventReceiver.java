package org.opendatagov.orchestrator.openlineage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.LoggerFactory;

/** Something elsewhere that takes OpenLineage events by HTTP, such as Marquez. For one thread. */
final class EventReceiver implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** For one event, from the first byte to the last. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A receiver that fails is left alone that long: else one that hangs would hold up the catalogue's events. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final SaidOnce trouble;
    private final URI address;
    private final String token;
    private final Clock clock;
    private final Duration patience;
    private Instant notBefore = Instant.MIN;

    EventReceiver(URI address, String token, Clock clock) {
        this(address, token, clock, PATIENCE);
    }

    EventReceiver(URI address, String token, Clock clock, Duration patience) {
        this.address = address;
        this.token = token;
        this.clock = clock;
        this.patience = patience;
        this.trouble = new SaidOnce(
                LoggerFactory.getLogger(EventReceiver.class),
                "OpenLineage events of own runs do not reach " + address.getScheme() + "://" + address.getAuthority(),
                SaidOnce.LOST);
    }

    /** Sends the events of one run in order; after one that is not taken, none. */
    void send(List<String> events) {
        if (clock.instant().isBefore(notBefore)) {
            return;
        }
        try {
            for (String event : events) {
                send(event);
            }
            trouble.works();
        } catch (IOException e) {
            notBefore = clock.instant().plus(PAUSE);
            trouble.fails(String.valueOf(e.getMessage()));
        }
    }

    private void send(String event) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(event));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        int status = status(client.sendAsync(request.build(), HttpResponse.BodyHandlers.discarding()));
        if (status / 100 != 2) {
            throw new IOException("it answered " + status);
        }
    }

    /** The client's own timeout ends with the answer's head; a body may drip for ever. */
    private int status(CompletableFuture<HttpResponse<Void>> answer) throws IOException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
        } catch (TimeoutException e) {
            throw new IOException("it did not answer within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "it cannot be reached, or broke off (" + cause.getClass().getSimpleName() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the service stops", e);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
