package org.opendatagov.orchestrator.adapter.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.opendatagov.orchestrator.expert.ExpertSettings;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** Sends requests to other processes of the service; what fails on the way is {@code unavailable}. */
final class RemoteCalls implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final String token;

    RemoteCalls(ExpertSettings settings) {
        this.token = settings.token();
    }

    HttpRequest.Builder request(URI address, String path) {
        String base = address.toString().replaceAll("/+$", "");
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    /**
     * Sends a request and waits for the answer; interrupted, it closes the connection.
     *
     * @param what who is asked, for people
     */
    <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body, String what) {
        try {
            return client.send(request, body);
        } catch (IOException e) {
            throw new OrchestratorException(
                    ErrorCode.UNAVAILABLE,
                    what + " cannot be reached, or broke off (" + e.getClass().getSimpleName() + ").",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, "The call of " + what + " was stopped.", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
