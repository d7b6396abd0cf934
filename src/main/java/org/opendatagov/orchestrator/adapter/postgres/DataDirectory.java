package org.opendatagov.orchestrator.adapter.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The folder that belongs to one service: locked as long as it lives, so that a second one refuses to start. */
final class DataDirectory implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;

    private DataDirectory(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** @throws DataDirectoryInUseException when a living service holds it */
    static DataDirectory lock(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve("service.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new DataDirectoryInUseException(folder);
            }
            return new DataDirectory(folder, channel);
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory '" + folder + "' cannot be created or locked", e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path folder() {
        return folder;
    }

    /** The replica that lives in this folder: the same after each restart, so that it finds its own runs at once. */
    String replicaId() {
        return remembered("replica-id", () -> UUID.randomUUID().toString());
    }

    /** A text kept in the folder, readable by its owner alone; made when it is first asked for. */
    String remembered(String name, java.util.function.Supplier<String> first) {
        return OwnerOnlyFile.remembered(folder.resolve(name), first);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
