package org.opendatagov.orchestrator.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Set<Reservation> reservations = new HashSet<>();
    private long uses;

    StagingFolder(DataFolders folders, DatasetSettings settings) {
        this.root = folders.staging();
        this.limit = settings.stagingLimit().toBytes();
    }

    /** Files that must stay while somebody reads them. */
    final class Use implements AutoCloseable {
        private final List<Path> files = new ArrayList<>();
        private boolean closed;

        /** @throws OrchestratorException {@code unavailable} after the end: who waited for these files has left, and would keep them for ever */
        void add(List<Path> more) {
            synchronized (StagingFolder.this) {
                if (closed) {
                    throw QueryPool.cancelled();
                }
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
                closed = true;
                files.forEach(file -> inUse.computeIfPresent(file, (key, count) -> count == 1 ? null : count - 1));
                files.clear();
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
    Path folder(String kind, String key) throws IOException {
        byte[] hash = Fingerprints.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
        return Files.createDirectories(root.resolve(kind).resolve(HexFormat.of().formatHex(hash, 0, 16)));
    }

    /** Room for files that are being written: until it is closed they count by what is reserved, and not by their size. */
    final class Reservation {
        private final long bytes;
        private final List<Path> places;

        private Reservation(long bytes, List<Path> places) {
            this.bytes = bytes;
            this.places = places;
            reservations.add(this);
        }

        private boolean covers(Path file) {
            return places.stream().anyMatch(file::startsWith);
        }

        void close() {
            synchronized (StagingFolder.this) {
                reservations.remove(this);
            }
        }
    }

    /**
     * Makes room, and keeps it.
     *
     * @param places files, or folders of files, that will be written there
     * @throws OrchestratorException {@code limit_reached} where what is in use leaves too little
     */
    synchronized Reservation makeRoom(long bytes, String location, Path... places) throws IOException {
        List<Copy> copies = copies();
        long used = Stream.concat(
                        reservations.stream().map(room -> room.bytes),
                        copies.stream().map(Copy::bytes))
                .mapToLong(Long::longValue)
                .sum();
        for (Copy copy : copies) {
            if (used + bytes > limit && !inUse.containsKey(copy.file())) {
                used -= copy.bytes();
                Files.deleteIfExists(copy.file());
                lastUse.remove(copy.file());
            }
        }
        if (used + bytes > limit) {
            throw full(bytes, location);
        }
        return new Reservation(bytes, List.of(places));
    }

    private record Copy(Path file, long bytes) {}

    /** What has been written, the longest unused first. What goes meanwhile is no copy any more. */
    private List<Copy> copies() throws IOException {
        List<Copy> copies = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && reservations.stream().noneMatch(room -> room.covers(file))) {
                    copies.add(new Copy(file, attributes.size()));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        copies.sort(Comparator.comparingLong(copy -> lastUse.getOrDefault(copy.file(), -1L)));
        return copies;
    }

    private OrchestratorException full(long bytes, String location) {
        return new OrchestratorException(
                ErrorCode.LIMIT_REACHED,
                "'%s' needs %d bytes of staging, and orchestrator.datasets.staging-limit (%d) leaves less; raise it, or wait until other runs ended."
                        .formatted(location, bytes, limit));
    }
}
