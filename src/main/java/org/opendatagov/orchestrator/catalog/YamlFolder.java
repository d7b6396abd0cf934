package org.opendatagov.orchestrator.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder in which people put YAML files for the service to read; it need not exist. */
public final class YamlFolder {
    private static final Logger LOG = LoggerFactory.getLogger(YamlFolder.class);

    private YamlFolder() {}

    /**
     * Its YAML files by name, hidden ones left out; none where it cannot be listed, which the log says.
     *
     * @param setting that names the folder
     */
    public static List<Path> files(Path folder, String setting) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches("[^.].*\\.ya?ml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.warn("The folder of {} cannot be listed; check its permissions.", setting, e);
            return List.of();
        }
    }
}
