package org.opendatagov.orchestrator.trigger;

import java.util.Optional;
import org.apache.camel.Body;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Onboards the objects of a bucket. A listing shows an object's ETag and not its version, so the key of the run is bucket, key and ETag; the
 * run reads the version that the object had when it was first seen.
 */
@Component("s3Trigger")
class S3Trigger {
    private final OncePerContent once;
    private final ObjectProvider<S3Client> client;
    private final S3TriggerSettings settings;
    private final TriggerTroubles troubles;

    S3Trigger(
            OncePerContent once,
            ObjectProvider<S3Client> client,
            S3TriggerSettings settings,
            TriggerTroubles troubles) {
        this.once = once;
        this.client = client;
        this.settings = settings;
        this.troubles = troubles;
    }

    /** Called by the route {@code trigger-s3} for each object of each listing; one that fails holds up no other. */
    public void onboard(@Body S3Object object) {
        if (DataNames.isData(object.key())) {
            String location = "s3://" + settings.bucket() + "/" + object.key();
            try {
                once.run(key(object), object.lastModified(), () -> location + version(object));
                troubles.over(location);
            } catch (RuntimeException e) {
                troubles.tell(location, e);
            }
        }
    }

    private String key(S3Object object) {
        return "s3:" + settings.bucket() + "/" + object.key() + "@"
                + object.eTag().replace("\"", "");
    }

    /** Pins the version where the bucket keeps versions. An object that was replaced since the listing is left to the next one. */
    private String version(S3Object object) {
        var head = client.getObject()
                .headObject(request -> request.bucket(settings.bucket()).key(object.key()));
        if (!object.eTag().equals(head.eTag())) {
            throw new OrchestratorException(
                    ErrorCode.DATASET_CHANGED, "It changed since it was listed; the next listing takes it.");
        }
        return Optional.ofNullable(head.versionId())
                .filter(version -> !version.equals("null"))
                .map(version -> "?versionId=" + version)
                .orElse("");
    }
}
