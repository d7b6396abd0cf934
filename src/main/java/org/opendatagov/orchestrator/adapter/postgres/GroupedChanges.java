package org.opendatagov.orchestrator.adapter.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/**
 * Changes of rows that all wait for, such as a month's budget: what came while a transaction went on is made together in the next one, in order.
 * None can fail for another's sake: where a group fails each is made alone. The transactions have a thread of their own: a caller's may be
 * interrupted, which would break the connection under the others' changes.
 */
final class GroupedChanges<C, A> implements AutoCloseable {
    private static final int GROUP = 200;

    private final Function<List<C>, List<A>> transaction;
    private final Queue<Waiting<C, A>> queue = new ConcurrentLinkedQueue<>();
    private final ExecutorService writer;

    /**
     * @param name of the thread
     * @param transaction makes all of them or none, and answers each
     */
    GroupedChanges(String name, Function<List<C>, List<A>> transaction) {
        this.transaction = transaction;
        this.writer = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    /** A change and what comes of it. */
    private record Waiting<C, A>(C change, CompletableFuture<A> answer) {
        /** Also a caller that is interrupted learns what became of its change; it stays interrupted. */
        A result() {
            try {
                return answer.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                throw e.getCause() instanceof RuntimeException failure ? failure : e;
            }
        }
    }

    /** Returns after the commit. */
    A change(C change) {
        return changes(List.of(change)).getFirst();
    }

    /** Returns after the commits; where one fails, the others are made all the same. */
    List<A> changes(List<C> changes) {
        List<Waiting<C, A>> mine = changes.stream()
                .map(change -> new Waiting<C, A>(change, new CompletableFuture<>()))
                .toList();
        queue.addAll(mine);
        try {
            writer.execute(this::makeAll);
        } catch (RejectedExecutionException e) {
            queue.removeAll(mine);
            throw new OrchestratorException(
                    ErrorCode.STORE_UNAVAILABLE, "The store is closed, for this replica stops.", e);
        }
        return mine.stream().map(Waiting::result).toList();
    }

    private void makeAll() {
        while (!queue.isEmpty()) {
            List<Waiting<C, A>> group = new ArrayList<>();
            for (Waiting<C, A> next = queue.poll(); next != null; next = group.size() < GROUP ? queue.poll() : null) {
                group.add(next);
            }
            if (group.size() == 1 || !together(group)) {
                group.forEach(this::alone);
            }
        }
    }

    /** False where nothing of it was done; whose fault it was shows when each is made alone. */
    private boolean together(List<Waiting<C, A>> group) {
        try {
            List<A> answers =
                    transaction.apply(group.stream().map(Waiting::change).toList());
            for (int number = 0; number < group.size(); number++) {
                group.get(number).answer().complete(answers.get(number));
            }
            return true;
        } catch (RuntimeException | Error e) {
            return false;
        }
    }

    private void alone(Waiting<C, A> one) {
        try {
            one.answer().complete(transaction.apply(List.of(one.change())).getFirst());
        } catch (RuntimeException | Error e) {
            one.answer().completeExceptionally(e);
        }
    }

    /** What waits is made first. */
    @Override
    public void close() {
        writer.close();
    }
}
