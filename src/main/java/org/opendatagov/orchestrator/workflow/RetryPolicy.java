package org.opendatagov.orchestrator.workflow;

import java.time.Duration;

/**
 * How often a task is tried, and how long is waited between: the first backoff doubles with each further attempt, up to
 * {@link #LONGEST_BACKOFF}, less a random part of up to a half, so that tasks that failed together do not return together.
 *
 * @param maxAttempts at least 1
 */
public record RetryPolicy(int maxAttempts, Duration backoff) {
    public static final int MOST_ATTEMPTS = 99;
    public static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofMillis(500));

    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be at least 1, is " + maxAttempts);
        }
    }

    /**
     * The wait before the attempt after this one.
     *
     * @param random 0..1
     */
    public Duration after(int attempt, double random) {
        double millis = (double) backoff.toMillis() * Math.pow(2, attempt - 1);
        double bounded = Math.min(millis, (double) LONGEST_BACKOFF.toMillis());
        return Duration.ofMillis(Math.round(bounded * (1 - random / 2)));
    }
}
