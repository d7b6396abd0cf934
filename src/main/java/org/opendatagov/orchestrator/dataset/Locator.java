package org.opendatagov.orchestrator.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Finds the files of a location, wherever it lies. */
@Component
class Locator {
    private final AllowedLocations allowed;
    private final Fingerprints fingerprints;
    private final S3Staging s3;

    Locator(AllowedLocations allowed, Fingerprints fingerprints, S3Staging s3) {
        this.allowed = allowed;
        this.fingerprints = fingerprints;
        this.s3 = s3;
    }

    void check(String location) {
        if (S3Location.is(location)) {
            s3.check(S3Location.parse(location));
            return;
        }
        Path path = allowed.resolve(location);
        if (Files.isRegularFile(path)) {
            formatOf(location, List.of(path));
        } else {
            formatOf(location, parts(path, location));
        }
    }

    LocatedFiles locate(String location) {
        if (S3Location.is(location)) {
            return s3.stage(S3Location.parse(location));
        }
        Path path = allowed.resolve(location);
        List<Path> files = Files.isRegularFile(path) ? List.of(path) : parts(path, location);
        try {
            DatasetFormat format = formatOf(location, files);
            List<Fingerprints.FileState> states = LocatedFiles.states(files);
            String fingerprint = fingerprints.of(files, path);
            long bytes = states.stream().mapToLong(Fingerprints.FileState::size).sum();
            List<String> names = files.stream()
                    .map(file -> file.equals(path)
                            ? path.getFileName().toString()
                            : path.relativize(file).toString())
                    .toList();
            return new LocatedFiles(
                    new Dataset(Dataset.id(location), location, format, fingerprint, bytes, names), files, states);
        } catch (IOException e) {
            throw new OrchestratorException(
                    ErrorCode.UNREADABLE_DATASET, "'" + location + "' cannot be read; check its permissions.", e);
        }
    }

    private List<Path> parts(Path folder, String location) {
        if (!Files.isDirectory(folder)) {
            throw new OrchestratorException(
                    ErrorCode.FORBIDDEN_LOCATION,
                    "'" + location
                            + "' is neither a file nor a folder (a pipe or a device?); copy its content into a file.");
        }
        List<Path> parts = allowed.parts(folder, location);
        if (parts.isEmpty()) {
            throw new OrchestratorException(
                    ErrorCode.DATASET_NOT_FOUND,
                    "'" + location + "' is a folder without data files; expected files ending in " + FileNames.KNOWN
                            + ".");
        }
        return parts;
    }

    private static DatasetFormat formatOf(String location, List<Path> files) {
        return format(
                location,
                files.stream().map(file -> file.getFileName().toString()).toList());
    }

    /** The one format of all parts. */
    static DatasetFormat format(String location, List<String> names) {
        Optional<DatasetFormat> first = Optional.empty();
        for (String name : names) {
            DatasetFormat format = FileNames.format(name)
                    .orElseThrow(() -> new OrchestratorException(
                            ErrorCode.UNREADABLE_DATASET,
                            "'%s' has no ending that is read; expected %s.".formatted(location, FileNames.KNOWN)));
            if (first.isPresent() && first.get() != format) {
                throw new OrchestratorException(
                        ErrorCode.UNREADABLE_DATASET,
                        "'%s' mixes %s and %s files; a dataset has one format."
                                .formatted(location, first.get().text(), format.text()));
            }
            first = Optional.of(format);
        }
        return first.orElseThrow();
    }
}
