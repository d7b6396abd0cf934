package org.opendatagov.orchestrator.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

class GroupedChangesTest {
    private final ConcurrentLinkedQueue<Integer> made = new ConcurrentLinkedQueue<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private final AtomicBoolean begun = new AtomicBoolean();
    private final GroupedChanges<Integer, String> changes = new GroupedChanges<>("changes", this::transaction);

    @AfterEach
    void close() {
        open.countDown();
        changes.close();
    }

    /** As a connection of a thread that is interrupted: it breaks, and so does every new one. */
    private List<String> transaction(List<Integer> group) {
        begun.set(true);
        try {
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the connection is closed", e);
        }
        if (group.contains(-1)) {
            throw new OrchestratorException(ErrorCode.INVALID_INPUT, "wrong");
        }
        made.addAll(group);
        return group.stream().map(number -> "made " + number).toList();
    }

    private record Caller(Thread thread, CompletableFuture<String> answer, AtomicBoolean interrupted) {}

    private Caller call(int number) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                String text = changes.change(number);
                interrupted.set(Thread.currentThread().isInterrupted());
                answer.complete(text);
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return new Caller(thread, answer, interrupted);
    }

    @Test
    void a_caller_that_is_interrupted_fails_nobodys_change_and_learns_of_its_own() {
        Caller first = call(0);
        await().untilTrue(begun);
        List<Caller> others = IntStream.range(1, 500).mapToObj(this::call).toList();
        first.thread().interrupt();
        others.get(7).thread().interrupt();
        open.countDown();

        assertThat(first.answer().join()).isEqualTo("made 0");
        assertThat(first.interrupted()).isTrue();
        for (int number = 1; number < 500; number++) {
            assertThat(others.get(number - 1).answer().join()).isEqualTo("made " + number);
        }
        assertThat(others.get(7).interrupted()).isTrue();
        assertThat(made).hasSize(500).doesNotHaveDuplicates();
    }

    @Test
    void a_caller_that_is_interrupted_over_and_over_has_each_change_made_once() {
        open.countDown();
        List<Caller> callers = new ArrayList<>();
        for (int number = 0; number < 2000; number++) {
            Caller caller = call(number);
            if (number % 10 == 0) {
                caller.thread().interrupt();
            }
            callers.add(caller);
        }
        for (int number = 0; number < 2000; number++) {
            assertThat(callers.get(number).answer().join()).isEqualTo("made " + number);
        }
        assertThat(made).hasSize(2000).doesNotHaveDuplicates();
    }

    @Test
    void one_that_is_wrong_fails_alone_and_as_the_transaction_said() {
        Caller first = call(0);
        await().untilTrue(begun);
        List<Caller> others = IntStream.of(1, -1, 2).mapToObj(this::call).toList();
        open.countDown();

        assertThat(first.answer().join()).isEqualTo("made 0");
        assertThat(others.get(0).answer().join()).isEqualTo("made 1");
        assertThat(others.get(2).answer().join()).isEqualTo("made 2");
        assertThatThrownBy(() -> changes.change(-1))
                .isInstanceOfSatisfying(
                        OrchestratorException.class,
                        wrong -> assertThat(wrong.code()).isEqualTo(ErrorCode.INVALID_INPUT));
        assertThat(others.get(1).answer()).isCompletedExceptionally();
        assertThat(made).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void many_at_once_are_made_whatever_becomes_of_one_and_none_is_when_it_is_closed() {
        open.countDown();
        assertThat(changes.changes(List.of(1, 2))).containsExactly("made 1", "made 2");
        assertThat(changes.changes(List.of())).isEmpty();
        assertThatThrownBy(() -> changes.changes(List.of(3, -1, 4))).isInstanceOf(OrchestratorException.class);
        changes.close();
        assertThat(made).containsExactlyInAnyOrder(1, 2, 3, 4);
        assertThatThrownBy(() -> changes.change(5))
                .isInstanceOfSatisfying(
                        OrchestratorException.class,
                        closed -> assertThat(closed.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE));
        assertThat(made).doesNotContain(5);
    }
}
