package org.opendatagov.orchestrator.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/**
 * The documents that come with the jar, {@code knowledge/<expert>/<name>.md}. They become documents as any other, for all tenants, when
 * knowledge is first used: once for all replicas and starts, for their content decides their version. One that was deleted stays so, and one
 * that was replaced comes back only where the jar has a newer one.
 */
@Component
class StarterDocuments {
    private static final Logger LOG = LoggerFactory.getLogger(StarterDocuments.class);
    private static final String FILES = "classpath*:knowledge/*/*.md";
    /** By this they can be told from others, and filtered. */
    private static final Map<String, String> METADATA = Map.of("collection", "starter");

    private final Ingestion ingestion;
    private boolean ready;

    StarterDocuments(Ingestion ingestion) {
        this.ingestion = ingestion;
    }

    /** Keeps those that are not there yet. Says whether this call was the first that succeeded. */
    synchronized boolean ready() {
        if (ready) {
            return false;
        }
        List<NewDocument> missing =
                all().stream().filter(document -> !ingestion.known(document)).toList();
        if (!missing.isEmpty()) {
            ShippedVectors vectors = ShippedVectors.read();
            missing.forEach(document -> ingestion.keep(document, vectors));
            LOG.info("Kept {} documents that come with the service", missing.size());
        }
        ready = true;
        return true;
    }

    static List<NewDocument> all() {
        return files().stream().map(StarterDocuments::document).toList();
    }

    private static List<Resource> files() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources(FILES))
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFilename())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's own documents cannot be listed", e);
        }
    }

    private static NewDocument document(Resource file) {
        try {
            String path = file.getURL().getPath();
            String expert = path.replaceFirst(".*/([^/]+)/[^/]+$", "$1");
            String name = String.valueOf(file.getFilename());
            return new NewDocument(
                    name,
                    new ByteArrayResource(file.getContentAsByteArray()),
                    "",
                    "",
                    "",
                    "",
                    List.of(expert),
                    METADATA);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's own document cannot be read", e);
        }
    }
}
