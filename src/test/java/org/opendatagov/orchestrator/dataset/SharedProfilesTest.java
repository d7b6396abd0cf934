package org.opendatagov.orchestrator.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

@Timeout(60)
class SharedProfilesTest {
    private static final DatasetProfile PROFILE =
            new DatasetProfile("f", DatasetFormat.CSV, 1, 1, Optional.empty(), Optional.empty(), List.of(), List.of());

    private final SharedProfiles profiles = new SharedProfiles();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger computed = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();

    @AfterEach
    void stop() {
        release.countDown();
        threads.shutdownNow();
    }

    private DatasetProfile slow(QueryPool.Cancellation cancellation) {
        computed.incrementAndGet();
        await().until(() -> release.getCount() == 0 || cancellation.cancelled());
        if (cancellation.cancelled()) {
            cancelled.incrementAndGet();
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, "cancelled");
        }
        return PROFILE;
    }

    private Future<DatasetProfile> ask(CountDownLatch asking) {
        Callable<DatasetProfile> call = () -> {
            asking.countDown();
            return profiles.get("key", this::slow);
        };
        return threads.submit(call);
    }

    @Test
    void many_who_ask_at_once_share_one_computation() throws Exception {
        CountDownLatch asking = new CountDownLatch(8);
        List<Future<DatasetProfile>> results = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            results.add(ask(asking));
        }
        asking.await();
        release.countDown();
        for (Future<DatasetProfile> result : results) {
            assertThat(result.get()).isEqualTo(PROFILE);
        }
        assertThat(profiles.get("key", this::slow)).isEqualTo(PROFILE);
        assertThat(computed).hasValue(1);
    }

    @Test
    void one_who_leaves_does_not_take_it_from_the_others_but_the_last_does() throws Exception {
        CountDownLatch asking = new CountDownLatch(2);
        Future<DatasetProfile> first = ask(asking);
        Future<DatasetProfile> second = ask(asking);
        asking.await();
        await().until(() -> computed.get() == 1);
        first.cancel(true);
        assertThat(cancelled).hasValue(0);
        second.cancel(true);
        await().untilAsserted(() -> assertThat(cancelled).hasValue(1));
    }

    @Test
    void one_that_is_cancelled_before_its_query_began_leaves_nothing_that_cancels_for_ever() {
        AtomicReference<QueryPool.Cancellation> staging = new AtomicReference<>();
        Callable<DatasetProfile> call = () -> profiles.get("key", cancellation -> {
            staging.set(cancellation);
            return slow(cancellation);
        });
        Future<DatasetProfile> only = threads.submit(call);
        await().until(() -> staging.get() != null);
        only.cancel(true);
        await().until(() -> staging.get().ended());
        assertThat(cancelled).hasValue(1);
    }

    @Test
    void after_a_cancelled_or_failed_one_the_next_starts_anew() {
        assertThatThrownBy(() -> profiles.get("key", cancellation -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
        assertThat(profiles.get("key", cancellation -> PROFILE)).isEqualTo(PROFILE);
    }
}
