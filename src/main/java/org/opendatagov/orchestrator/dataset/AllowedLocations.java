package org.opendatagov.orchestrator.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Which local files may be read: those below the inbox, the uploads and the allowed folders; no traversal, no link that leads out. */
@Component
public class AllowedLocations {
    private static final String UPLOAD = "upload:";

    private final List<Path> folders = new ArrayList<>();
    private final Path uploads;
    private final Set<Path> granted = ConcurrentHashMap.newKeySet();

    AllowedLocations(DatasetSettings settings, DataFolders folders, @Value("${orchestrator.inbox:inbox}") Path inbox) {
        this.uploads = folders.uploads();
        this.folders.add(inbox);
        this.folders.addAll(settings.allowedFolders());
    }

    /** Lets this process read one more file: the one that a person named on the command line. */
    public void grant(Path file) {
        granted.add(file.toAbsolutePath().normalize());
    }

    /**
     * The file or folder of a location, with links resolved.
     *
     * @throws OrchestratorException {@code forbidden_location}, {@code dataset_not_found}
     */
    Path resolve(String location) {
        if (location.startsWith(UPLOAD)) {
            return upload(location);
        }
        Path path = path(location);
        Path absolute = path.toAbsolutePath().normalize();
        boolean inside = granted.contains(absolute)
                || folders.stream()
                        .anyMatch(folder ->
                                absolute.startsWith(folder.toAbsolutePath().normalize()));
        if (!inside) {
            throw forbidden(location);
        }
        return real(absolute, location);
    }

    private Path upload(String location) {
        Path absolute =
                uploads.resolve(path(location.substring(UPLOAD.length()))).normalize();
        if (!absolute.startsWith(uploads)) {
            throw forbidden(location);
        }
        return real(absolute, location);
    }

    private static Path path(String location) {
        boolean scheme = location.matches("^[A-Za-z][A-Za-z0-9+.-]+:.*");
        if (scheme || location.isBlank() || location.indexOf('\0') >= 0 || location.matches(".*[*?\\[\\]{}].*")) {
            throw forbidden(location);
        }
        try {
            Path path = Path.of(location);
            for (Path part : path) {
                if (part.toString().equals("..")) {
                    throw forbidden(location);
                }
            }
            return path;
        } catch (InvalidPathException e) {
            throw forbidden(location);
        }
    }

    private Path real(Path absolute, String location) {
        if (!Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            throw new OrchestratorException(
                    ErrorCode.DATASET_NOT_FOUND, "There is no file at '" + location + "'; check the name.");
        }
        try {
            Path real = absolute.toRealPath();
            checkInside(absolute, real, location);
            return real;
        } catch (IOException e) {
            throw new OrchestratorException(
                    ErrorCode.DATASET_NOT_FOUND, "'" + location + "' cannot be opened; check its permissions.", e);
        }
    }

    /** A link may point elsewhere in the allowed folders, not out of them. */
    private void checkInside(Path absolute, Path real, String location) throws IOException {
        List<Path> roots = new ArrayList<>(folders);
        roots.add(uploads);
        for (Path folder : roots) {
            if (Files.exists(folder) && real.startsWith(folder.toRealPath())) {
                return;
            }
        }
        if (!granted.contains(absolute)) {
            throw forbidden(location);
        }
    }

    /** Files of a folder, for datasets of many parts; each is held to the same rule. */
    List<Path> parts(Path folder, String location) {
        try (var files = Files.walk(folder)) {
            List<Path> parts = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (!hidden(folder.relativize(file))) {
                    checkInside(file, file.toRealPath(), location);
                    parts.add(file);
                }
            }
            return parts;
        } catch (IOException e) {
            throw new OrchestratorException(
                    ErrorCode.DATASET_NOT_FOUND, "The folder '" + location + "' cannot be listed.", e);
        }
    }

    /** As Spark and Hive do: names that begin with a dot or an underscore are no data. */
    private static boolean hidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
                return true;
            }
        }
        return false;
    }

    private static OrchestratorException forbidden(String location) {
        return new OrchestratorException(
                ErrorCode.FORBIDDEN_LOCATION,
                "'%s' may not be read: give s3://bucket/key, a file in the inbox, an upload, or a path below a folder of orchestrator.datasets.allowed-folders."
                        .formatted(location.length() > 200 ? location.substring(0, 200) + "…" : location));
    }
}
