package org.opendatagov.orchestrator.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** The bytes of datasets, for experts that have no way to them of their own. */
@Component
public class DatasetContents {
    private final Locator locator;

    DatasetContents(Locator locator) {
        this.locator = locator;
    }

    /**
     * A dataset's bytes as they lie; who gets it closes it.
     *
     * @param name the file's name, whose ending says the format
     */
    public record Content(Dataset dataset, String name, InputStream stream) {}

    /**
     * @throws OrchestratorException {@code forbidden_location}, {@code dataset_not_found}; {@code unreadable_dataset} where it has several
     *     parts
     */
    public Content open(String location) {
        LocatedFiles located = locator.locate(location);
        if (located.files().size() != 1) {
            throw new OrchestratorException(
                    ErrorCode.UNREADABLE_DATASET,
                    "'%s' has %d parts; only datasets of one file are sent whole."
                            .formatted(location, located.files().size()));
        }
        Path file = located.files().getFirst();
        try {
            return new Content(located.dataset(), located.dataset().parts().getFirst(), Files.newInputStream(file));
        } catch (IOException e) {
            throw new OrchestratorException(
                    ErrorCode.UNREADABLE_DATASET, "'" + location + "' cannot be read; check its permissions.", e);
        }
    }
}
