package org.opendatagov.orchestrator.trigger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.DatasetFormat;
import org.opendatagov.orchestrator.dataset.DatasetProfile;
import org.opendatagov.orchestrator.dataset.DatasetQuery;
import org.opendatagov.orchestrator.dataset.Datasets;

/** Datasets whose fingerprint is their content. */
final class FakeDatasets implements Datasets {
    private final AtomicInteger asked = new AtomicInteger();

    int asked() {
        return asked.get();
    }

    @Override
    public void check(String location) {}

    @Override
    public Dataset open(String location, Map<String, String> pinned) {
        asked.incrementAndGet();
        try {
            String content = Files.readString(Path.of(location));
            return new Dataset("id", location, DatasetFormat.CSV, content, content.length(), List.of("part"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public DatasetProfile profile(Dataset dataset) {
        throw new UnsupportedOperationException("A trigger reads no profile");
    }

    @Override
    public <T> T query(Dataset dataset, DatasetQuery<T> query) {
        throw new UnsupportedOperationException("A trigger asks no query");
    }
}
