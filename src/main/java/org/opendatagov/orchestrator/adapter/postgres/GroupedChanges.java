package org.opendatagov.orchestrator.adapter.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes of rows that all wait for, such as a month's budget: what came while a transaction went on is made together in the next one, in order.
 * None can fail for another's sake: where a group fails each is made alone.
 */
final class GroupedChanges<C, A> {
    private static final int GROUP = 200;

    private final Function<List<C>, List<A>> transaction;
    private final Queue<Waiting<C, A>> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    /** @param transaction makes all of them or none, and answers each */
    GroupedChanges(Function<List<C>, List<A>> transaction) {
        this.transaction = transaction;
    }

    /** A change and what came of it, read and written by who has the turn. */
    private static final class Waiting<C, A> {
        private final C change;
        private @Nullable A answer;
        private @Nullable Throwable failure;

        Waiting(C change) {
            this.change = change;
        }

        boolean open() {
            return answer == null && failure == null;
        }

        A result() {
            return switch (failure) {
                case null -> Objects.requireNonNull(answer, "the change was not made");
                case Error error -> throw error;
                case RuntimeException exception -> throw exception;
                default -> throw new IllegalStateException(failure);
            };
        }
    }

    /** Returns after the commit. */
    A change(C change) {
        Waiting<C, A> mine = new Waiting<>(change);
        queue.add(mine);
        turn.lock();
        try {
            while (mine.open()) {
                makeGroup();
            }
        } finally {
            turn.unlock();
        }
        return mine.result();
    }

    private void makeGroup() {
        List<Waiting<C, A>> group = new ArrayList<>();
        for (Waiting<C, A> next = queue.poll(); next != null; next = group.size() < GROUP ? queue.poll() : null) {
            group.add(next);
        }
        if (group.size() == 1 || !together(group)) {
            group.forEach(this::alone);
        }
    }

    /** False where nothing of it was done; whose fault it was shows when each is made alone. */
    private boolean together(List<Waiting<C, A>> group) {
        try {
            List<A> answers =
                    transaction.apply(group.stream().map(one -> one.change).toList());
            for (int number = 0; number < group.size(); number++) {
                group.get(number).answer = answers.get(number);
            }
            return true;
        } catch (RuntimeException | Error e) {
            return false;
        }
    }

    private void alone(Waiting<C, A> one) {
        try {
            one.answer = transaction.apply(List.of(one.change)).getFirst();
        } catch (RuntimeException | Error e) {
            one.failure = e;
        }
    }
}
