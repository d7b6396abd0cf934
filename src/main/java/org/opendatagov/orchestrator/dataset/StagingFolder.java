package org.opendatagov.orchestrator.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** The disk for copies, under one cap: what nobody reads now goes first, the longest unused before the others. */
@Component
class StagingFolder {
    private final Path root;
    private final long limit;
    private final Map<Path, Integer> inUse = new HashMap<>();
    private final Map<Path, Long> lastUse = new HashMap<>();
    private long uses;
    private long reserved;

    StagingFolder(DataFolders folders, DatasetSettings settings) {
        this.root = folders.staging();
        this.limit = settings.stagingLimit().toBytes();
    }

    /** Files that must stay while somebody reads them. */
    final class Use implements AutoCloseable {
        private final List<Path> files = new ArrayList<>();

        void add(List<Path> more) {
            synchronized (StagingFolder.this) {
                for (Path file : more) {
                    inUse.merge(file, 1, Integer::sum);
                    lastUse.put(file, uses++);
                    files.add(file);
                }
            }
        }

        @Override
        public void close() {
            synchronized (StagingFolder.this) {
                files.forEach(file -> inUse.computeIfPresent(file, (key, count) -> count == 1 ? null : count - 1));
            }
        }
    }

    /** The whole disk for copies, in bytes. */
    long limit() {
        return limit;
    }

    Use use() {
        return new Use();
    }

    /** A folder of its own for what a key names. */
    Path folder(String kind, String key) {
        byte[] hash = Fingerprints.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
        try {
            return Files.createDirectories(
                    root.resolve(kind).resolve(HexFormat.of().formatHex(hash, 0, 16)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Room for a copy that is being written. */
    final class Reservation {
        private final long bytes;

        private Reservation(long bytes) {
            this.bytes = bytes;
            reserved += bytes;
        }

        void close() {
            synchronized (StagingFolder.this) {
                reserved -= bytes;
            }
        }
    }

    /** @throws OrchestratorException {@code limit_reached} where what is in use leaves too little */
    synchronized Reservation makeRoom(long bytes, String location) {
        try {
            List<Path> staged = staged();
            long used = reserved;
            for (Path file : staged) {
                used += Files.size(file);
            }
            for (Path file : staged) {
                if (used + bytes > limit && !inUse.containsKey(file)) {
                    used -= Files.size(file);
                    Files.delete(file);
                    lastUse.remove(file);
                }
            }
            if (used + bytes > limit) {
                throw full(bytes, location);
            }
            return new Reservation(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> staged() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .sorted(Comparator.<Path>comparingLong(file -> lastUse.getOrDefault(file, -1L)))
                    .toList();
        }
    }

    private OrchestratorException full(long bytes, String location) {
        return new OrchestratorException(
                ErrorCode.LIMIT_REACHED,
                "'%s' needs %d bytes of staging, and orchestrator.datasets.staging-limit (%d) leaves less; raise it, or wait until other runs ended."
                        .formatted(location, bytes, limit));
    }
}
