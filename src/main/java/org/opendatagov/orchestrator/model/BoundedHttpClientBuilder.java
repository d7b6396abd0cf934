package org.opendatagov.orchestrator.model;

import dev.langchain4j.http.client.HttpClientBuilder;
import java.net.http.HttpClient;
import java.time.Duration;

/** Hands langchain4j our client; the timeouts that it sets are within our deadline. */
final class BoundedHttpClientBuilder implements HttpClientBuilder {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** One for all models: connections are kept and shared. Redirects are not followed: a key belongs to one host. */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final ModelSettings settings;

    BoundedHttpClientBuilder(ModelSettings settings) {
        this.settings = settings;
    }

    @Override
    public Duration connectTimeout() {
        return CONNECT;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration ignored) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return settings.timeout();
    }

    @Override
    public HttpClientBuilder readTimeout(Duration ignored) {
        return this;
    }

    @Override
    public dev.langchain4j.http.client.HttpClient build() {
        return new BoundedHttpClient(CLIENT, settings.timeout(), settings.idleTimeout(), settings.maxTokens());
    }
}
