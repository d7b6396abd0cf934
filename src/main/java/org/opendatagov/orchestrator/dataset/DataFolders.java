package org.opendatagov.orchestrator.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The folders of the data directory that this package uses; staged copies and temporary files go at each start. */
@Component
class DataFolders {
    private final Path uploads;
    private final Path staging;
    private final Path temporary;

    DataFolders(@Value("${orchestrator.data-dir}") Path data) {
        this.uploads = create(data.resolve("uploads"));
        clean(data.resolve("staging"));
        clean(data.resolve("tmp"));
        this.staging = create(data.resolve("staging"));
        this.temporary = create(data.resolve("tmp"));
    }

    private static Path create(Path folder) {
        try {
            return Files.createDirectories(folder.toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clean(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path uploads() {
        return uploads;
    }

    Path staging() {
        return staging;
    }

    Path temporary() {
        return temporary;
    }
}
