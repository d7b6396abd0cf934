package org.opendatagov.orchestrator.spark;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The folders that Spark writes its logs to: finds the newest one of an application. */
@Component
class LogFolders {
    private final SparkSettings settings;
    private final Cache<Log, LogReading.ApplicationName> names =
            Caffeine.newBuilder().maximumSize(20_000).build();

    LogFolders(SparkSettings settings) {
        this.settings = settings;
    }

    /**
     * A log in one of the folders.
     *
     * @param name as it is called there
     * @param files in the order they were written
     * @param modified when, in milliseconds
     */
    record Log(String name, List<Path> files, long modified, long bytes) {}

    boolean configured() {
        return !settings.eventLogDirs().isEmpty();
    }

    /** The newest log whose application has that name or id. */
    Optional<Log> newest(String application) {
        return logs().stream()
                .sorted(Comparator.comparingLong(Log::modified).reversed())
                .filter(log -> names.get(log, key -> LogReading.head(key.files().getFirst()))
                        .is(application))
                .findFirst();
    }

    private List<Log> logs() {
        List<Log> logs = new ArrayList<>();
        for (Path folder : settings.eventLogDirs()) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.filter(entry -> !hidden(entry))
                        .forEach(entry -> log(folder, entry).ifPresent(logs::add));
            } catch (IOException e) {
                // A folder that is not there yet holds no log.
            }
        }
        return logs;
    }

    private static boolean hidden(Path entry) {
        String name = String.valueOf(entry.getFileName());
        return name.startsWith(".") || name.startsWith("_");
    }

    private static Optional<Log> log(Path folder, Path entry) {
        try {
            // A link that leads out of the folder is nobody's log.
            if (!entry.toRealPath().startsWith(folder.toRealPath())) {
                return Optional.empty();
            }
            List<Path> files = Files.isDirectory(entry) ? parts(entry) : List.of(entry);
            long modified = 0;
            long bytes = 0;
            for (Path file : files) {
                modified = Math.max(modified, Files.getLastModifiedTime(file).toMillis());
                bytes += Files.size(file);
            }
            String name = String.valueOf(entry.getFileName());
            return bytes == 0 ? Optional.empty() : Optional.of(new Log(name, files, modified, bytes));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<Path> parts(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> parts = files.filter(LogFiles::part).toList();
            return parts.isEmpty() ? List.of() : LogFiles.inOrder("", parts);
        }
    }
}
