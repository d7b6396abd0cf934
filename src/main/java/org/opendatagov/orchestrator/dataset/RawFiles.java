package org.opendatagov.orchestrator.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Files that are no datasets, such as logs: found by the same rules as datasets, and read by those who know their form. */
@Component
public class RawFiles {
    private final AllowedLocations allowed;
    private final Fingerprints fingerprints;
    private final S3Staging s3;
    private final StagingFolder staging;

    RawFiles(AllowedLocations allowed, Fingerprints fingerprints, S3Staging s3, StagingFolder staging) {
        this.allowed = allowed;
        this.fingerprints = fingerprints;
        this.s3 = s3;
        this.staging = staging;
    }

    /** What is done with the files of a location; they stay until it ends. */
    @FunctionalInterface
    public interface Work<T> {
        /** @param files by name; of a folder, all below it */
        T read(List<Path> files) throws IOException;
    }

    /**
     * Checks form and place of a location; remote ones are looked for, not fetched.
     *
     * @throws OrchestratorException {@code forbidden_location}, {@code dataset_not_found}, {@code unavailable}
     */
    public void check(String location) {
        if (S3Location.is(location)) {
            s3.find(S3Location.parse(location));
        } else {
            local(location);
        }
    }

    /**
     * Reads the files of a location, staged before where they are remote.
     *
     * @throws OrchestratorException as {@link #check}, and {@code unreadable_dataset} where reading them fails
     */
    public <T> T read(String location, Work<T> work) {
        try (StagingFolder.Use use = staging.use()) {
            List<Path> files = S3Location.is(location) ? s3.files(S3Location.parse(location), use) : local(location);
            use.add(files);
            return work.read(files);
        } catch (IOException e) {
            throw unreadable(location, e);
        }
    }

    /** Identifies the content of files, as it does that of a dataset. */
    public String fingerprint(String location, List<Path> files) {
        try {
            Path root = files.getFirst().getParent();
            return fingerprints.of(files, root == null ? files.getFirst() : root);
        } catch (IOException e) {
            throw unreadable(location, e);
        }
    }

    private List<Path> local(String location) {
        Path path = allowed.resolve(location);
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        if (!Files.isDirectory(path)) {
            throw new OrchestratorException(
                    ErrorCode.FORBIDDEN_LOCATION, "'%s' is neither a file nor a folder.".formatted(location));
        }
        List<Path> files = allowed.parts(path, location);
        if (files.isEmpty()) {
            throw new OrchestratorException(
                    ErrorCode.DATASET_NOT_FOUND, "'%s' is a folder without files.".formatted(location));
        }
        return files;
    }

    private static OrchestratorException unreadable(String location, IOException cause) {
        return new OrchestratorException(
                ErrorCode.UNREADABLE_DATASET, "'%s' cannot be read; check its permissions.".formatted(location), cause);
    }
}
