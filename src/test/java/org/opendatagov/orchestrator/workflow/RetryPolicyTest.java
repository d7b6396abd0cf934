package org.opendatagov.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private static final RetryPolicy POLICY = new RetryPolicy(99, Duration.ofMillis(400));

    @Property
    void a_wait_doubles_up_to_five_minutes_less_at_most_its_half(
            @ForAll @IntRange(min = 1, max = 98) int attempt, @ForAll long seed) {
        Duration most = Duration.ofMillis(400L << Math.min(attempt - 1, 20));
        Duration whole = most.compareTo(RetryPolicy.LONGEST_BACKOFF) > 0 ? RetryPolicy.LONGEST_BACKOFF : most;

        assertThat(POLICY.after(attempt, new Random(seed).nextDouble())).isBetween(whole.dividedBy(2), whole);
    }

    @Test
    void tasks_that_failed_together_do_not_return_together() {
        Random random = new Random(7);
        Set<Duration> waits = IntStream.range(0, 100)
                .mapToObj(task -> POLICY.after(3, random.nextDouble()))
                .collect(Collectors.toSet());

        assertThat(waits).hasSizeGreaterThan(80);
    }
}
