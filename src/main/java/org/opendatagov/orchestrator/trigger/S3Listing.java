package org.opendatagov.orchestrator.trigger;

import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Asks for one page of a listing after the other, and says how it went; called by the kamelet {@code s3-listing-source}. */
@Component("s3Listing")
class S3Listing {
    private final TriggerTroubles troubles;

    S3Listing(TriggerTroubles troubles) {
        this.troubles = troubles;
    }

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

    public void done(String bucket) {
        troubles.over(subject(bucket));
    }

    public void failed(String bucket, Exchange exchange) {
        troubles.tell(subject(bucket), TriggerTroubles.failure(exchange));
    }

    private static String subject(String bucket) {
        return "Listing the bucket '" + bucket + "'";
    }
}
