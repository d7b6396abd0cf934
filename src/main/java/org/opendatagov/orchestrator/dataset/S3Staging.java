package org.opendatagov.orchestrator.dataset;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.stereotype.Component;

/** Copies objects to the staging folder, once per version or ETag; who wants the same one meanwhile waits for it. */
@Component
class S3Staging {
    private final S3Objects objects;
    private final StagingFolder staging;

    /** A lock is there as long as somebody holds it or waits for it. */
    private final Cache<Path, ReentrantLock> underWay =
            Caffeine.newBuilder().weakValues().build();

    S3Staging(S3Objects objects, StagingFolder staging) {
        this.objects = objects;
        this.staging = staging;
    }

    void check(S3Location location) {
        if (!location.prefix()) {
            Locator.format(location.text(), List.of(location.key()));
        }
        format(location, find(location));
    }

    private static DatasetFormat format(S3Location location, List<S3Object> found) {
        return Locator.format(location.text(), found.stream().map(S3Object::key).toList());
    }

    List<S3Object> find(S3Location location) {
        return objects.find(location);
    }

    /** Copies of all that a location names, whatever its format. */
    List<Path> files(S3Location location, StagingFolder.Use use) throws IOException {
        List<Path> files = new ArrayList<>();
        for (S3Object object : find(location)) {
            files.add(stage(location, object, use));
        }
        return files;
    }

    LocatedFiles stage(S3Location location) {
        List<S3Object> found = find(location);
        DatasetFormat format = format(location, found);
        try (StagingFolder.Use use = staging.use()) {
            List<Path> files = new ArrayList<>();
            for (S3Object object : found) {
                files.add(stage(location, object, use));
            }
            Dataset dataset = new Dataset(
                    Dataset.id(location.text()),
                    location.text(),
                    format,
                    S3Object.fingerprint(found),
                    found.stream().mapToLong(S3Object::bytes).sum(),
                    found.stream().map(object -> part(location, object)).toList());
            return new LocatedFiles(dataset, files, LocatedFiles.states(files));
        } catch (IOException e) {
            throw new OrchestratorException(
                    ErrorCode.LIMIT_REACHED, "'" + location.text() + "' could not be staged on disk.", e);
        }
    }

    private static String part(S3Location location, S3Object object) {
        return location.prefix() ? object.key().substring(location.key().length()) : object.name();
    }

    private Path stage(S3Location location, S3Object object, StagingFolder.Use use) throws IOException {
        Path own = staging.folder("s3", object.bucket() + "/" + object.key() + "\n" + object.fingerprint());
        Path target = own.resolve(part(location, object)).normalize();
        if (!target.startsWith(own)) {
            throw new OrchestratorException(
                    ErrorCode.FORBIDDEN_LOCATION,
                    "'" + location.text() + "' holds a key with '..' in it; rename the object.");
        }
        use.add(List.of(target));
        ReentrantLock lock = underWay.get(target, key -> new ReentrantLock());
        lock.lock();
        try {
            if (!Files.exists(target)) {
                copy(location, object, target);
            }
            return target;
        } finally {
            lock.unlock();
        }
    }

    /** A copy has its name only once it is whole. */
    private void copy(S3Location location, S3Object object, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        StagingFolder.Reservation room = staging.makeRoom(object.bytes(), location.text(), partial, target);
        try {
            fetch(location, object, partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            room.close();
        }
    }

    /** Leaves nothing where it fails. */
    private void fetch(S3Location location, S3Object object, Path partial) throws IOException {
        Files.deleteIfExists(partial);
        try {
            objects.read(location, object, partial);
        } catch (RuntimeException | Error e) {
            Files.deleteIfExists(partial);
            throw e;
        }
    }
}
