package org.opendatagov.orchestrator.expert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The instances of one expert and the calls that wait for them. The least loaded instance that is well and has room gets a call, the one
 * that got none for longest where several are loaded alike. Calls wait in the order of their arrival, those first that have failed elsewhere.
 */
final class InstancePool {
    private static final Comparator<InstanceState> LEAST_LOADED =
            Comparator.comparingDouble(InstanceState::share).thenComparingLong(InstanceState::turn);

    /** Told of what happens to the pool's instances, outside its lock. */
    interface Listener {
        void ended(InstanceState state, long nanos, boolean success);

        /** A call found the instance out of reach. */
        void suspected(InstanceState state);
    }

    /** A call that waits no longer than that is not told of. */
    private static final Duration MOMENT = Duration.ofMillis(500);

    private record Waiter(Wanted wanted, CompletableFuture<Optional<Assignment>> answer) {}

    private final Listener listener;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<InstanceState> instances = new ArrayList<>();
    private final Set<Waiter> waiters = new LinkedHashSet<>();
    private final Set<Waiter> failedElsewhere = new LinkedHashSet<>();
    private long turn;

    InstancePool(Listener listener) {
        this.listener = listener;
    }

    void add(InstanceState state) {
        change(() -> instances.add(state));
    }

    void remove(InstanceState state) {
        change(() -> instances.remove(state));
    }

    /** Changes what decides where calls go, and sends those on that can go now. */
    void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            serve();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A place for a call, waited for as long as it takes; empty where the call has failed on some instance already and no other one is well.
     *
     * @param waits told why the call waits where it does for longer than a moment, and again when that changes
     */
    Optional<Assignment> acquire(Wanted wanted, Consumer<String> waits) throws InterruptedException {
        Waiter waiter = new Waiter(wanted, new CompletableFuture<>());
        lock.lock();
        try {
            if (!answer(waiter)) {
                queue(waiter).add(waiter);
            }
        } finally {
            lock.unlock();
        }
        try {
            return placed(waiter, waits);
        } catch (InterruptedException e) {
            leave(waiter);
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Assignment> placed(Waiter waiter, Consumer<String> waits)
            throws InterruptedException, ExecutionException {
        String told = "";
        while (true) {
            try {
                return waiter.answer().get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                String why = why(waiter.wanted());
                if (!why.equals(told)) {
                    told = why;
                    waits.accept(why);
                }
            }
        }
    }

    /** Breakers alone hold a call up where an instance would be there but for its breaker, and none is. */
    private String why(Wanted wanted) {
        lock.lock();
        try {
            List<InstanceState> serving =
                    instances.stream().filter(wanted::servedBy).toList();
            boolean broken = serving.stream().anyMatch(InstanceState::broken)
                    && serving.stream().noneMatch(InstanceState::well);
            return (broken ? "breaker: " : "instance: ") + wanted.expert();
        } finally {
            lock.unlock();
        }
    }

    private Set<Waiter> queue(Waiter waiter) {
        return waiter.wanted().tried().isEmpty() ? waiters : failedElsewhere;
    }

    /** Gives a place or says that there will be none; false where the call has to wait. */
    private boolean answer(Waiter waiter) {
        Optional<InstanceState> chosen = choose(waiter.wanted());
        chosen.ifPresent(state -> {
            turn++;
            state.take(turn);
            waiter.answer().complete(Optional.of(new Assignment(this, state)));
        });
        if (chosen.isEmpty() && hopeless(waiter.wanted())) {
            waiter.answer().complete(Optional.empty());
        }
        return waiter.answer().isDone();
    }

    private Optional<InstanceState> choose(Wanted wanted) {
        InstanceState best = null;
        for (InstanceState state : instances) {
            boolean better = best == null || LEAST_LOADED.compare(state, best) < 0;
            if (better && wanted.servedBy(state) && state.free()) {
                best = state;
            }
        }
        return Optional.ofNullable(best);
    }

    private boolean hopeless(Wanted wanted) {
        return !wanted.tried().isEmpty()
                && instances.stream().noneMatch(state -> wanted.servedBy(state) && state.well());
    }

    private void serve() {
        failedElsewhere.removeIf(this::answer);
        Iterator<Waiter> next = waiters.iterator();
        while (next.hasNext() && instances.stream().anyMatch(InstanceState::free)) {
            if (answer(next.next())) {
                next.remove();
            }
        }
    }

    /** The waiter gives up; a place that it was given meanwhile goes to the next. */
    private void leave(Waiter waiter) {
        boolean waited;
        lock.lock();
        try {
            waited = queue(waiter).remove(waiter);
        } finally {
            lock.unlock();
        }
        if (!waited) {
            waiter.answer().join().ifPresent(Assignment::stopped);
        }
    }

    void ended(InstanceState state, long nanos, boolean success) {
        listener.ended(state, nanos, success);
        giveBack(state);
    }

    void giveBack(InstanceState state) {
        change(state::giveBack);
    }

    void suspect(InstanceState state) {
        listener.suspected(state);
    }

    int waiting() {
        lock.lock();
        try {
            return waiters.size() + failedElsewhere.size();
        } finally {
            lock.unlock();
        }
    }

    List<InstanceState> instances() {
        lock.lock();
        try {
            return List.copyOf(instances);
        } finally {
            lock.unlock();
        }
    }
}
