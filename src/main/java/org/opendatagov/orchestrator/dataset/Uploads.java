package org.opendatagov.orchestrator.dataset;

import java.io.InputStream;

/** Keeps files that callers send. */
public interface Uploads {
    /**
     * Streams a file into the service's own folder; its location is {@code upload:<id>/<name>}.
     *
     * @param fileName as the caller named it; only its last part counts, and its ending says the format
     * @throws org.opendatagov.orchestrator.problem.OrchestratorException {@code too_large} past {@code orchestrator.datasets.max-upload},
     *     {@code unreadable_dataset} where the ending names no known format
     */
    Dataset store(String fileName, InputStream content);
}
