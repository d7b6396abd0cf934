package org.opendatagov.orchestrator.expert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class InstancePoolTest {

    private final InstancePool pool = new InstancePool(new InstancePool.Listener() {
        @Override
        public void ended(InstanceState state, long nanos, boolean success) {}

        @Override
        public void suspected(InstanceState state) {}
    });
    private final ConcurrentLinkedQueue<String> reasons = new ConcurrentLinkedQueue<>();
    private final AtomicReference<BreakerState> breaker = new AtomicReference<>(BreakerState.CLOSED);

    private InstanceState add(String id, int most) {
        ExpertInstance instance =
                new ExpertInstance(id, "SchemaExpert", Set.of("schema"), Set.of("analyze"), "", most, Optional.empty());
        InstanceState state = new InstanceState(instance, 2, breaker::get);
        state.routed();
        pool.add(state);
        return state;
    }

    private static Wanted wanted(String... tried) {
        return new Wanted("SchemaExpert", "analyze", Set.of(tried));
    }

    private Assignment acquire(String... tried) throws InterruptedException {
        return pool.acquire(wanted(tried), why -> {}).orElseThrow();
    }

    private CompletableFuture<Optional<Assignment>> later(String... tried) {
        CompletableFuture<Optional<Assignment>> answer = new CompletableFuture<>();
        int before = pool.waiting();
        Thread.startVirtualThread(() -> {
            try {
                answer.complete(pool.acquire(wanted(tried), reasons::add));
            } catch (InterruptedException e) {
                answer.completeExceptionally(e);
            }
        });
        Awaitility.await().until(() -> pool.waiting() > before || answer.isDone());
        return answer;
    }

    @Test
    void instances_that_are_loaded_alike_take_turns() throws Exception {
        add("a", 10);
        add("b", 10);
        add("c", 10);
        Map<String, Integer> calls = new HashMap<>();
        for (int call = 0; call < 300; call++) {
            Assignment assignment = acquire();
            calls.merge(assignment.instance().expertId(), 1, Integer::sum);
            assignment.answered();
        }
        assertThat(calls).isEqualTo(Map.of("a", 100, "b", 100, "c", 100));
    }

    @Test
    void the_instance_whose_load_is_the_smaller_part_of_what_it_can_gets_the_call() throws Exception {
        add("small", 2);
        add("large", 8);
        Map<String, Integer> calls = new HashMap<>();
        for (int call = 0; call < 10; call++) {
            calls.merge(acquire().instance().expertId(), 1, Integer::sum);
        }
        assertThat(calls).isEqualTo(Map.of("small", 2, "large", 8));
    }

    @Test
    void no_more_calls_than_it_takes_are_under_way_whatever_number_of_virtual_threads_asks() throws Exception {
        add("a", 7);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < 1_000; thread++) {
            threads.add(Thread.startVirtualThread(() -> {
                try {
                    Assignment assignment = acquire();
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    LockSupport.parkNanos(1_000);
                    now.decrementAndGet();
                    assignment.answered();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(most.get()).isBetween(1, 7);
        assertThat(pool.instances().getFirst().window().figures().calls()).isEqualTo(1_000);
        assertThat(pool.waiting()).isZero();
    }

    @Test
    void calls_that_wait_are_served_in_the_order_of_their_arrival() throws Exception {
        add("a", 1);
        Assignment first = acquire();
        ConcurrentLinkedQueue<Integer> order = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            int mine = number;
            ends.add(later().thenAccept(assignment -> {
                order.add(mine);
                assignment.orElseThrow().answered();
            }));
        }
        Awaitility.await().until(() -> reasons.contains("instance: SchemaExpert"));
        first.answered();
        ends.forEach(CompletableFuture::join);
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
        assertThat(pool.waiting()).isZero();
        assertThat(reasons).containsOnly("instance: SchemaExpert");
    }

    @Test
    void a_call_that_only_an_open_breaker_holds_up_says_so() {
        add("a", 1);
        breaker.set(BreakerState.OPEN);
        CompletableFuture<Optional<Assignment>> waiting = later();
        Awaitility.await().until(() -> reasons.contains("breaker: SchemaExpert"));
        pool.change(() -> breaker.set(BreakerState.CLOSED));
        assertThat(waiting.join()).isPresent();
    }

    @Test
    void a_call_that_failed_waits_for_another_instance_only_where_one_is_well() throws Exception {
        InstanceState other = add("b", 1);
        add("a", 1);
        Assignment taken = acquire("a");
        CompletableFuture<Optional<Assignment>> waiting = later("a");
        assertThat(waiting).isNotDone();

        pool.change(() -> other.sick("unplugged"));
        assertThat(waiting.join()).isEmpty();
        taken.failed();
        assertThat(pool.acquire(wanted("a", "b"), why -> {})).isEmpty();
    }

    @Test
    void who_stops_waiting_takes_no_place_along() throws Exception {
        add("a", 1);
        Assignment first = acquire();
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread waiter = Thread.startVirtualThread(() -> {
            try {
                pool.acquire(wanted(), why -> {});
            } catch (InterruptedException e) {
                end.complete(e);
            }
        });
        Awaitility.await().until(() -> pool.waiting() == 1);
        waiter.interrupt();
        assertThat(end.join()).isInstanceOf(InterruptedException.class);
        first.answered();
        assertThat(pool.acquire(wanted(), why -> {})).isPresent();
        assertThat(pool.waiting()).isZero();
    }

    @Test
    void an_open_breaker_gets_nothing_and_a_half_open_one_a_few() throws Exception {
        InstanceState state = add("a", 10);
        breaker.set(BreakerState.OPEN);
        assertThat(state.view().status()).isEqualTo(InstanceStatus.OFFLINE);
        CompletableFuture<Optional<Assignment>> first = later();
        CompletableFuture<Optional<Assignment>> second = later();
        CompletableFuture<Optional<Assignment>> third = later();
        assertThat(List.of(first, second, third)).noneMatch(CompletableFuture::isDone);

        breaker.set(BreakerState.HALF_OPEN);
        pool.change(() -> {});
        assertThat(first.join()).isPresent();
        assertThat(second.join()).isPresent();
        assertThat(third).isNotDone();
        breaker.set(BreakerState.CLOSED);
        pool.change(() -> {});
        assertThat(third.join()).isPresent();
    }

    @Test
    void an_instance_shows_how_its_calls_went() throws Exception {
        InstanceState state = add("a", 1);
        for (int call = 0; call < 100; call++) {
            state.window().add(call * 1_000_000L, call % 4 != 0);
        }
        CallFigures figures = state.view().figures();
        assertThat(figures).isEqualTo(new CallFigures(100, 0.75, 49.5, 94, 98));
        acquire();
        assertThat(state.view().status()).isEqualTo(InstanceStatus.BUSY);
        assertThat(state.view().load()).isEqualTo(1);
    }
}
