package org.opendatagov.orchestrator.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnceAtATimeTest {
    private final OnceAtATime<String> once = new OnceAtATime<>();

    @Test
    void what_twenty_ask_for_at_once_is_made_once() throws Exception {
        AtomicReference<String> made = new AtomicReference<>("");
        AtomicInteger times = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);

        List<CompletableFuture<String>> asked = IntStream.range(0, 20)
                .mapToObj(number -> CompletableFuture.supplyAsync(
                        () -> once.call("key", () -> Optional.of(made.get()).filter(text -> !text.isEmpty()), () -> {
                            times.incrementAndGet();
                            begun.countDown();
                            await(go);
                            made.set("made");
                            return "made";
                        }),
                        Thread::startVirtualThread))
                .toList();
        begun.await();
        go.countDown();

        assertThat(asked).allSatisfy(answer -> assertThat(answer.join()).isEqualTo("made"));
        assertThat(times).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void where_it_fails_the_next_one_tries() {
        assertThatThrownBy(() -> once.call("key", Optional::empty, () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(once.call("key", Optional::empty, () -> "made")).isEqualTo("made");
    }
}
