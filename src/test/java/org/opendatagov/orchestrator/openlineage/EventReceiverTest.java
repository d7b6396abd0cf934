package org.opendatagov.orchestrator.openlineage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.support.EventSink;
import org.opendatagov.orchestrator.support.TestClock;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class EventReceiverTest {
    private static final Instant NOW = Instant.parse("2026-05-01T08:00:00Z");
    private static final List<String> RUN = List.of("{\"eventType\": \"START\"}", "{\"eventType\": \"COMPLETE\"}");

    private final TestClock clock = new TestClock();
    private final EventSink sink = new EventSink();
    private final EventReceiver receiver = new EventReceiver(sink.address(), "s3cret", clock);

    EventReceiverTest() throws IOException {
        clock.set(NOW);
    }

    @AfterEach
    void close() {
        receiver.close();
        sink.close();
    }

    private static long told(CapturedOutput log) {
        return log.getAll()
                .lines()
                .filter(line -> line.contains("do not reach"))
                .count();
    }

    @Test
    void events_are_sent_one_a_request_in_order_and_with_the_token() {
        receiver.send(RUN);

        assertThat(sink.requests())
                .extracting(request -> request.event().at("/eventType").asText())
                .containsExactly("START", "COMPLETE");
        assertThat(sink.requests()).allSatisfy(request -> {
            assertThat(request.authorization()).isEqualTo("Bearer s3cret");
            assertThat(request.contentType()).isEqualTo("application/json");
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 401, 302})
    void one_that_refuses_is_left_alone_for_a_while_and_that_is_said_once(int status, CapturedOutput log) {
        sink.answers(status);
        receiver.send(RUN);
        receiver.send(RUN);

        assertThat(sink.requests()).hasSize(1);
        clock.set(NOW.plus(EventReceiver.PAUSE));
        receiver.send(RUN);
        assertThat(sink.requests()).hasSize(2);
        assertThat(told(log)).isEqualTo(1);
        assertThat(log)
                .contains("it answered " + status)
                .contains("this is said once")
                .doesNotContain("s3cret");

        sink.answers(201);
        clock.set(NOW.plus(EventReceiver.PAUSE.multipliedBy(2)));
        receiver.send(RUN);
        assertThat(sink.requests()).hasSize(4);
        assertThat(log).contains("that is over");
    }

    @Test
    void one_that_hangs_holds_up_nobody_for_long(CapturedOutput log) {
        sink.hangs();
        try (EventReceiver hasty = new EventReceiver(sink.address(), "", clock, Duration.ofMillis(500))) {
            hasty.send(RUN);
        }

        assertThat(log).contains("it did not answer within 500 ms");
        assertThat(sink.requests()).hasSizeLessThan(2);
    }

    @Test
    void one_that_is_not_there_is_said_once(CapturedOutput log) {
        sink.close();
        receiver.send(RUN);
        clock.set(NOW.plus(EventReceiver.PAUSE));
        receiver.send(RUN);

        assertThat(told(log)).isEqualTo(1);
        assertThat(log).contains("it cannot be reached, or broke off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"marquez:5000", "ftp://host/x", "http://user:secret@host/", "http:///path", "not a url"})
    void what_is_no_address_stops_the_start_and_is_not_repeated(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmissionSettings(url, "", "expert-orchestrator"))
                .withMessageContaining("orchestrator.openlineage.url")
                .satisfies(wrong -> assertThat(wrong.getMessage()).doesNotContain(url));
        assertThat(new EmissionSettings("", "s3cret", "own").toString()).doesNotContain("s3cret");
    }
}
