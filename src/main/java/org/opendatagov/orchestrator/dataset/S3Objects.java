package org.opendatagov.orchestrator.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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

/** Finds and reads objects; what S3 answers is translated here. */
@Component
class S3Objects {
    private final ObjectProvider<S3Client> client;

    S3Objects(ObjectProvider<S3Client> client) {
        this.client = client;
    }

    List<S3Object> find(S3Location location) {
        try {
            return location.prefix() ? list(location) : List.of(head(location));
        } catch (S3Exception e) {
            throw refused(location, e);
        } catch (SdkClientException e) {
            throw unreachable(location, e);
        }
    }

    private S3Object head(S3Location location) {
        HeadObjectRequest.Builder request =
                HeadObjectRequest.builder().bucket(location.bucket()).key(location.key());
        location.version().ifPresent(request::versionId);
        HeadObjectResponse head = client.getObject().headObject(request.build());
        Optional<String> version = Optional.ofNullable(head.versionId()).filter(id -> !id.equals("null"));
        return new S3Object(location.bucket(), location.key(), head.contentLength(), head.eTag(), version);
    }

    private List<S3Object> list(S3Location location) {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(location.bucket())
                .prefix(location.key())
                .build();
        List<S3Object> found = new ArrayList<>();
        for (var object : client.getObject().listObjectsV2Paginator(request).contents()) {
            if (!hidden(object.key().substring(location.key().length()))) {
                found.add(
                        new S3Object(location.bucket(), object.key(), object.size(), object.eTag(), Optional.empty()));
            }
        }
        if (found.isEmpty()) {
            throw new OrchestratorException(
                    ErrorCode.DATASET_NOT_FOUND,
                    "There are no objects below '" + location.text() + "'; check bucket and prefix.");
        }
        found.sort(Comparator.comparing(S3Object::key));
        return found;
    }

    /** Folders' own objects and, as in Spark and Hive, names that begin with a dot or an underscore are no data. */
    private static boolean hidden(String name) {
        for (String part : name.split("/", -1)) {
            if (part.startsWith("_") || part.startsWith(".")) {
                return true;
            }
        }
        return name.isEmpty() || name.endsWith("/");
    }

    /** Streams an object into a new file; it is the one that was found, or this fails. */
    void read(S3Location location, S3Object object, Path target) {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(object.bucket()).key(object.key());
        object.version().ifPresentOrElse(request::versionId, () -> request.ifMatch(object.etag()));
        try {
            client.getObject().getObject(request.build(), ResponseTransformer.toFile(target));
        } catch (S3Exception e) {
            throw e.statusCode() == 412 || e.statusCode() == 404 ? changed(location, e) : refused(location, e);
        } catch (SdkClientException e) {
            throw unreachable(location, e);
        }
    }

    private static OrchestratorException changed(S3Location location, S3Exception e) {
        return new OrchestratorException(
                ErrorCode.DATASET_CHANGED,
                "'" + location.text() + "' changed or went away while it was read; start a new run.",
                e);
    }

    private static OrchestratorException refused(S3Location location, S3Exception e) {
        if (e.statusCode() == 404) {
            return new OrchestratorException(
                    ErrorCode.DATASET_NOT_FOUND,
                    "There is no object at '" + location.text() + "'; check bucket, key and version.",
                    e);
        }
        boolean retryable = e.statusCode() >= 500 || e.statusCode() == 429;
        return new OrchestratorException(
                retryable ? ErrorCode.UNAVAILABLE : ErrorCode.FORBIDDEN_LOCATION,
                "S3 refused '%s' with status %d; check credentials, region and the bucket's policy."
                        .formatted(location.text(), e.statusCode()),
                e);
    }

    private static OrchestratorException unreachable(S3Location location, SdkClientException e) {
        return new OrchestratorException(
                ErrorCode.UNAVAILABLE,
                "S3 could not be reached for '" + location.text()
                        + "'; check orchestrator.s3.endpoint and credentials.",
                e);
    }
}
