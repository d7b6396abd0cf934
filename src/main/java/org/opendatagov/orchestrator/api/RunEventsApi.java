package org.opendatagov.orchestrator.api;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.engine.RunEvent;
import org.opendatagov.orchestrator.engine.RunView;
import org.opendatagov.orchestrator.engine.Runs;
import org.opendatagov.orchestrator.engine.TaskView;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * A run's events as server-sent events: the journal, in order, then what comes, until the run has ended. An event's id is its number in the
 * journal; {@code Last-Event-ID} goes on behind it. Why a task waits is told too, without an id, for it is not journaled.
 */
@RestController
@ConditionalOnWebApplication
class RunEventsApi {
    private static final int PAGE = 500;
    private static final Duration LOOK = Duration.ofMillis(250);
    /** A line that keeps proxies from closing the connection. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Runs runs;
    private final Clock clock;

    RunEventsApi(Runs runs, Clock clock) {
        this.runs = runs;
        this.clock = clock;
    }

    @GetMapping("/api/v1/runs/{id}/events")
    SseEmitter events(
            @PathVariable("id") String path,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String last) {
        UUID id = RunQuery.id(path).filter(run -> runs.find(run).isPresent()).orElseThrow(RunsApi::missing);
        int after = last == null ? 0 : number(last);
        SseEmitter emitter = new SseEmitter(0L);
        Thread.ofVirtual().name("events-" + id).start(() -> new Stream(emitter, id, after).run());
        return emitter;
    }

    private static int number(String last) {
        try {
            return Integer.parseInt(last.strip());
        } catch (NumberFormatException e) {
            throw new OrchestratorException(
                    ErrorCode.MALFORMED_REQUEST, "'Last-Event-ID' must be the id of an event, a whole number.");
        }
    }

    /** One client's stream. */
    private final class Stream {
        private final SseEmitter emitter;
        private final UUID run;
        private int after;
        private String waiting = "";
        private long lastSent = System.nanoTime();

        Stream(SseEmitter emitter, UUID run, int after) {
            this.emitter = emitter;
            this.run = run;
            this.after = after;
        }

        void run() {
            try {
                boolean ended = false;
                while (!ended) {
                    ended = tell();
                    if (!ended) {
                        heartbeat();
                        TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
                    }
                }
                emitter.complete();
            } catch (IOException | IllegalStateException e) {
                // The client is gone.
                emitter.complete();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                emitter.completeWithError(e);
            }
        }

        /** What is new; whether it was all. While the store is away there is nothing. */
        private boolean tell() throws IOException {
            try {
                // Looked at before the events: those of an end are there when it is.
                Optional<RunView> view = runs.find(run);
                boolean ended = view.map(found -> found.status().ended()).orElse(true);
                sendAll(ended);
                if (!ended) {
                    tellWaits(view.get());
                }
                return ended;
            } catch (OrchestratorException e) {
                if (e.code() != ErrorCode.STORE_UNAVAILABLE) {
                    throw e;
                }
                return false;
            }
        }

        /** Numbers are given before they are written: behind a gap is waited, until the run has ended. */
        private void sendAll(boolean ended) throws IOException {
            List<RunEvent> events;
            do {
                events = runs.events(run, after, PAGE);
                for (RunEvent event : events) {
                    if (event.seq() != after + 1 && !ended && old(event)) {
                        return;
                    }
                    send(SseEmitter.event()
                            .id(String.valueOf(event.seq()))
                            .name(event.kind())
                            .data(ApiJson.write(event), MediaType.APPLICATION_JSON));
                    after = event.seq();
                }
            } while (events.size() == PAGE);
        }

        /** A number that did not come within this time was never written. */
        private boolean old(RunEvent event) {
            return event.at().isAfter(clock.instant().minusSeconds(2));
        }

        private void tellWaits(RunView view) throws IOException {
            List<TaskWait> waits = view.tasks().stream()
                    .filter(task -> !task.waitingFor().isEmpty())
                    .map(TaskWait::of)
                    .toList();
            String now = ApiJson.write(waits);
            if (!now.equals(waiting)) {
                waiting = now;
                send(SseEmitter.event().name("waits").data(now, MediaType.APPLICATION_JSON));
            }
        }

        private void heartbeat() throws IOException {
            if (System.nanoTime() - lastSent > HEARTBEAT.toNanos()) {
                send(SseEmitter.event().comment("waiting"));
            }
        }

        private void send(SseEmitter.SseEventBuilder event) throws IOException {
            emitter.send(event);
            lastSent = System.nanoTime();
        }
    }

    /** Why a task does not run yet. */
    record TaskWait(String task, String waitingFor) {
        static TaskWait of(TaskView task) {
            return new TaskWait(task.id(), task.waitingFor());
        }
    }
}
