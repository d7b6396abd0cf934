package org.opendatagov.orchestrator.adapter.qdrant;

import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings below {@code orchestrator.knowledge.qdrant}.
 *
 * @param url of its gRPC port, such as {@code http://qdrant:6334}; without it passages are held in memory
 * @param apiKey sent with every call
 * @param collection what passages are kept in
 * @param timeout of one call
 */
@Validated
@ConfigurationProperties("orchestrator.knowledge.qdrant")
record QdrantSettings(
        @Nullable String url,
        @Nullable String apiKey,
        @DefaultValue("expert-orchestrator") @NotBlank String collection,
        @DefaultValue("5s") Duration timeout) {
    private static final int USUAL_PORT = 6334;

    QdrantSettings {
        if (url != null && !url.isEmpty() && !url.matches("https?://[A-Za-z0-9._-]+(:[0-9]{1,5})?/?")) {
            throw new IllegalArgumentException(
                    "url: http:// or https://, a host and a port are expected, such as http://qdrant:6334");
        }
    }

    private URI address() {
        return URI.create(url == null ? "" : url);
    }

    String host() {
        return address().getHost();
    }

    int port() {
        return address().getPort() < 0 ? USUAL_PORT : address().getPort();
    }

    boolean encrypted() {
        return "https".equals(address().getScheme());
    }
}
