package org.opendatagov.orchestrator.openlineage;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings below {@code orchestrator.openlineage}: where own runs are told of.
 *
 * @param url takes events by POST; empty: the own catalogue alone is told
 * @param token sent as bearer token; empty: none
 * @param namespace of the jobs that own workflows are
 */
@ConfigurationProperties("orchestrator.openlineage")
record EmissionSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String token,
        @DefaultValue("expert-orchestrator") String namespace) {
    EmissionSettings {
        if (namespace.isBlank()) {
            throw new IllegalArgumentException("orchestrator.openlineage.namespace must not be empty");
        }
        if (!url.isEmpty() && !isAddress(url)) {
            throw new IllegalArgumentException("orchestrator.openlineage.url must be an http or https address without"
                    + " user and password, such as http://lineage.example:5000/api/v1/lineage");
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    Optional<URI> address() {
        return url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "EmissionSettings[url=%s, namespace=%s]".formatted(url, namespace);
    }
}
