package org.opendatagov.orchestrator.dataset;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings below {@code orchestrator.datasets}.
 *
 * @param allowedFolders folders whose files may be read, beside the inbox and uploads
 * @param maxUpload largest upload
 * @param stagingLimit how much disk staged copies may take at most
 */
@ConfigurationProperties("orchestrator.datasets")
public record DatasetSettings(
        @DefaultValue("samples") List<Path> allowedFolders,
        @DefaultValue("5GB") DataSize maxUpload,
        @DefaultValue("20GB") DataSize stagingLimit) {
    public DatasetSettings {
        allowedFolders = List.copyOf(allowedFolders);
    }
}
