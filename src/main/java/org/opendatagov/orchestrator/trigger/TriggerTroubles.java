package org.opendatagov.orchestrator.trigger;

import java.util.Optional;
import org.apache.camel.Exchange;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says what keeps a trigger from its work, once, in words of ours: what a library says may hold addresses, keys and data. */
@Component("triggerTroubles")
class TriggerTroubles {
    private static final Logger LOG = LoggerFactory.getLogger(TriggerTroubles.class);

    private final Told told = new Told();

    /** Called by the triggers' error configuration. */
    public void failed(Exchange exchange) {
        tell(String.valueOf(exchange.getFromRouteId()), failure(exchange));
    }

    static Throwable failure(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class))
                .orElseGet(() -> new IllegalStateException("no failure was caught"));
    }

    void tell(String subject, Throwable failure) {
        String text = text(failure);
        if (told.news(subject, text)) {
            LOG.warn("{} is tried again later: {}", subject, text);
        }
    }

    void over(String subject) {
        if (told.over(subject)) {
            LOG.info("{} goes on", subject);
        }
    }

    /** The first cause that is known; else the name of its type alone. */
    static String text(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> known = known(cause);
            if (known.isPresent()) {
                return known.get();
            }
        }
        return failure.getClass().getSimpleName();
    }

    private static Optional<String> known(Throwable cause) {
        return Optional.ofNullable(
                switch (cause) {
                    case OrchestratorException known -> known.text();
                    case NoSuchBucketException missing ->
                        "There is no such bucket; create it or change orchestrator.s3.bucket.";
                    case S3Exception answer ->
                        "S3 answered with status " + answer.statusCode()
                                + "; check orchestrator.s3.access-key, .region and the bucket's policy.";
                    case SdkException unreachable ->
                        "S3 could not be reached; check orchestrator.s3.endpoint and credentials.";
                    default -> null;
                });
    }
}
