package org.opendatagov.orchestrator.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Uploads, each in a folder of its own below the data directory. */
@Component
class UploadStore implements Uploads {
    private final Path folder;
    private final long limit;
    private final Datasets datasets;

    UploadStore(DataFolders folders, DatasetSettings settings, Datasets datasets) {
        this.folder = folders.uploads();
        this.limit = settings.maxUpload().toBytes();
        this.datasets = datasets;
    }

    @Override
    public Dataset store(String fileName, InputStream content) {
        String name = safeName(fileName);
        if (FileNames.format(name).isEmpty()) {
            throw new OrchestratorException(
                    ErrorCode.UNREADABLE_DATASET,
                    "The file's name has no ending that is read; expected " + FileNames.KNOWN + ".");
        }
        String id = UUID.randomUUID().toString();
        Path target = folder.resolve(id).resolve(name);
        try {
            Files.createDirectories(target.getParent());
            copy(content, target);
            return datasets.open("upload:" + id + "/" + name, Map.of());
        } catch (IOException e) {
            remove(target);
            throw new OrchestratorException(ErrorCode.LIMIT_REACHED, "The upload could not be kept on disk.", e);
        } catch (OrchestratorException e) {
            remove(target);
            throw e;
        }
    }

    /** The last part of the name, without what a file system or a shell could take amiss. */
    private static String safeName(String fileName) {
        String last = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        String safe = last.replaceAll("[^\\p{L}\\p{N}._ -]", "_").replaceAll("^\\.+", "");
        return safe.length() > 120 ? safe.substring(safe.length() - 120) : safe;
    }

    private void copy(InputStream content, Path target) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        try (OutputStream output = Files.newOutputStream(target)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                total += read;
                if (total > limit) {
                    throw new OrchestratorException(
                            ErrorCode.TOO_LARGE,
                            "The upload is larger than %d bytes (orchestrator.datasets.max-upload); put the file into S3 or an allowed folder instead."
                                    .formatted(limit));
                }
                output.write(buffer, 0, read);
            }
        }
    }

    private static void remove(Path target) {
        try {
            Files.deleteIfExists(target);
            Files.deleteIfExists(target.getParent());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
