package org.opendatagov.orchestrator.trigger;

import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Asks for one page of a listing after the other; called by the kamelet {@code s3-listing-source}. */
public final class S3Pages {
    /** The first page. */
    public ListObjectsRequest first(String bucket, String prefix) {
        return ListObjectsRequest.builder().bucket(bucket).prefix(prefix).build();
    }

    /** The page behind the one at hand; null where that one was empty. */
    public @Nullable ListObjectsRequest next(
            @Body List<S3Object> objects, @ExchangeProperty("OrchestratorS3Page") ListObjectsRequest page) {
        return objects.isEmpty()
                ? null
                : page.toBuilder().marker(objects.getLast().key()).build();
    }
}
