package org.opendatagov.orchestrator.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Copies objects to the staging folder, once per version or ETag, under a size cap; reads are pinned to what was found. */
@Component
class S3Staging {
    private final ObjectProvider<S3Client> client;
    private final StagingFolder folder;
    private final ReentrantLock staging = new ReentrantLock();

    S3Staging(ObjectProvider<S3Client> client, StagingFolder folder) {
        this.client = client;
        this.folder = folder;
    }

    /** An object as it was found. */
    private record Found(String key, long bytes, String etag, Optional<String> version) {
        String fingerprint() {
            return version.map(value -> "v:" + value).orElse("e:" + etag.replace("\"", ""));
        }
    }

    void check(S3Location location) {
        if (!location.prefix()) {
            Locator.format(location.text(), List.of(location.key()));
        }
        find(location);
    }

    LocatedFiles stage(S3Location location) {
        List<Found> objects = find(location);
        DatasetFormat format =
                Locator.format(location.text(), objects.stream().map(Found::key).toList());
        staging.lock();
        try {
            List<Path> files = new ArrayList<>();
            for (Found object : objects) {
                files.add(stage(location, object));
            }
            long bytes = objects.stream().mapToLong(Found::bytes).sum();
            List<String> names = objects.stream()
                    .map(object -> object.key()
                            .substring(location.prefix() ? location.key().length() : 0))
                    .toList();
            String fingerprint = objects.size() == 1
                    ? objects.getFirst().fingerprint()
                    : hash(String.join(
                            "\n",
                            objects.stream().map(o -> o.key() + o.fingerprint()).toList()));
            Dataset dataset =
                    new Dataset(Locator.id(location.text()), location.text(), format, fingerprint, bytes, names);
            return new LocatedFiles(dataset, files, LocatedFiles.states(files));
        } catch (IOException e) {
            throw new OrchestratorException(
                    ErrorCode.LIMIT_REACHED, "'" + location.text() + "' could not be staged on disk.", e);
        } finally {
            staging.unlock();
        }
    }

    private List<Found> find(S3Location location) {
        try {
            return location.prefix() ? list(location) : List.of(head(location));
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                throw new OrchestratorException(
                        ErrorCode.DATASET_NOT_FOUND,
                        "There is no object at '" + location.text() + "'; check bucket and key.",
                        e);
            }
            boolean retryable = e.statusCode() >= 500 || e.statusCode() == 429;
            throw new OrchestratorException(
                    retryable ? ErrorCode.UNAVAILABLE : ErrorCode.FORBIDDEN_LOCATION,
                    "S3 refused '%s' with status %d; check credentials, region and bucket policy."
                            .formatted(location.text(), e.statusCode()),
                    e);
        } catch (SdkClientException e) {
            throw new OrchestratorException(
                    ErrorCode.UNAVAILABLE,
                    "S3 could not be reached for '" + location.text()
                            + "'; check orchestrator.s3.endpoint and credentials.",
                    e);
        }
    }

    private Found head(S3Location location) {
        HeadObjectRequest.Builder request =
                HeadObjectRequest.builder().bucket(location.bucket()).key(location.key());
        location.version().ifPresent(request::versionId);
        HeadObjectResponse head = client.getObject().headObject(request.build());
        return new Found(
                location.key(),
                head.contentLength(),
                head.eTag(),
                Optional.ofNullable(head.versionId()).filter(version -> !version.equals("null")));
    }

    private List<Found> list(S3Location location) {
        List<Found> found = new ArrayList<>();
        var pages = client.getObject()
                .listObjectsV2Paginator(ListObjectsV2Request.builder()
                        .bucket(location.bucket())
                        .prefix(location.key())
                        .build());
        for (S3Object object : pages.contents()) {
            String name = object.key().substring(object.key().lastIndexOf('/') + 1);
            if (!name.isEmpty() && !name.startsWith("_") && !name.startsWith(".")) {
                found.add(new Found(object.key(), object.size(), object.eTag(), Optional.empty()));
            }
        }
        if (found.isEmpty()) {
            throw new OrchestratorException(
                    ErrorCode.DATASET_NOT_FOUND, "There are no objects below '" + location.text() + "'.");
        }
        found.sort(Comparator.comparing(Found::key));
        return found;
    }

    private Path stage(S3Location location, Found object) throws IOException {
        String key = object.key();
        String name =
                location.prefix() ? key.substring(location.key().length()) : key.substring(key.lastIndexOf('/') + 1);
        Path own = folder.folder("s3", location.bucket() + "/" + key + object.fingerprint());
        Path target = own.resolve(name).normalize();
        if (!target.startsWith(own)) {
            throw new OrchestratorException(
                    ErrorCode.FORBIDDEN_LOCATION, "The key of '" + location.text() + "' is not safe.");
        }
        if (Files.exists(target)) {
            return target;
        }
        folder.makeRoom(object.bytes(), location.text());
        Files.createDirectories(target.getParent());
        Path part = target.resolveSibling(target.getFileName() + ".part");
        download(location, object, part);
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        return target;
    }

    private void download(S3Location location, Found object, Path part) throws IOException {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(location.bucket()).key(object.key());
        object.version().ifPresentOrElse(request::versionId, () -> request.ifMatch(object.etag()));
        Files.deleteIfExists(part);
        try {
            client.getObject().getObject(request.build(), ResponseTransformer.toFile(part));
        } catch (S3Exception e) {
            Files.deleteIfExists(part);
            throw new OrchestratorException(
                    e.statusCode() == 412 ? ErrorCode.DATASET_CHANGED : ErrorCode.UNAVAILABLE,
                    "'" + location.text() + "' changed or went away while it was read; start a new run.",
                    e);
        } catch (SdkClientException e) {
            Files.deleteIfExists(part);
            throw new OrchestratorException(
                    ErrorCode.UNAVAILABLE, "S3 broke off while '" + location.text() + "' was read.", e);
        }
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Fingerprints.sha256().digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
    }
}
