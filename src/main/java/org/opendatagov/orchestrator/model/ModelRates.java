package org.opendatagov.orchestrator.model;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.opendatagov.orchestrator.expert.CallWaits;

/** Requests and tokens a minute of each model, as this process counts them. Who comes too early waits, in the order of arrival, and says so. */
final class ModelRates {
    private final Map<String, Limits> limits = new ConcurrentHashMap<>();

    private record Limits(Optional<Bucket> requests, Optional<Bucket> tokens) {}

    /**
     * Waits for a place; false where there is none in that time.
     *
     * @param tokens what the call is thought to use
     */
    boolean acquire(String name, ModelSettings model, long tokens, Duration patience, CallWaits waits)
            throws InterruptedException {
        Limits found = limits.computeIfAbsent(
                name, ignored -> new Limits(bucket(model.requestsPerMinute()), bucket(model.tokensPerMinute())));
        long counted = Math.min(tokens, Math.max(1, model.tokensPerMinute()));
        String reason = "rate: " + name;
        boolean taken = taken(found.requests(), 1, patience, reason, waits)
                && taken(found.tokens(), counted, patience, reason, waits);
        waits.goesOn();
        return taken;
    }

    private static Optional<Bucket> bucket(int perMinute) {
        return perMinute == 0
                ? Optional.empty()
                : Optional.of(Bucket.builder()
                        .addLimit(Bandwidth.builder()
                                .capacity(perMinute)
                                .refillGreedy(perMinute, Duration.ofMinutes(1))
                                .build())
                        .build());
    }

    private static boolean taken(
            Optional<Bucket> bucket, long tokens, Duration patience, String reason, CallWaits waits)
            throws InterruptedException {
        if (bucket.isEmpty() || bucket.get().tryConsume(tokens)) {
            return true;
        }
        waits.waits(reason);
        return bucket.get().asBlocking().tryConsume(tokens, patience);
    }
}
