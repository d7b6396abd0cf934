package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opendatagov.orchestrator.engine.RunEvent;

/** Events over HTTP, read as a client reads them: until the server closes the stream. */
@Timeout(60)
class RunEventsTest extends ApiTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** What a client got: the ids and the names of the events that have an id. */
    private record Received(List<Integer> ids, List<String> kinds) {}

    private HttpResponse<InputStream> open(String id, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/v1/runs/" + id + "/events"))
                .timeout(Duration.ofSeconds(30));
        for (int header = 0; header < headers.length; header += 2) {
            request.header(headers[header], headers[header + 1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static BufferedReader lines(HttpResponse<InputStream> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** Reads so many events, or all to the end of the stream. */
    private static Received read(BufferedReader lines, int most) throws IOException {
        List<Integer> ids = new ArrayList<>();
        List<String> kinds = new ArrayList<>();
        String line = lines.readLine();
        while (line != null) {
            if (line.startsWith("id:")) {
                ids.add(Integer.valueOf(line.substring(3)));
                kinds.add(lines.readLine().substring("event:".length()));
                if (ids.size() == most) {
                    break;
                }
            }
            line = lines.readLine();
        }
        return new Received(ids, kinds);
    }

    private Received readAll(String id, String... headers) throws Exception {
        try (BufferedReader lines = lines(open(id, headers))) {
            return read(lines, Integer.MAX_VALUE);
        }
    }

    private List<Integer> journal(String id) {
        return runs.events(UUID.fromString(id), 0, 1_000).stream()
                .map(RunEvent::seq)
                .toList();
    }

    private String started() {
        return post("/api/v1/runs", run("events.csv")).json().path("id").asText();
    }

    @Test
    void events_come_in_the_order_of_the_journal_while_the_run_goes_on_and_end_with_it() throws Exception {
        hold();
        String id = started();
        try (BufferedReader lines = lines(open(id))) {
            Received first = read(lines, 2);
            assertThat(first.kinds()).containsExactly("run_accepted", "attempt");
            assertThat(runs.find(UUID.fromString(id)).orElseThrow().status().ended())
                    .isFalse();
            release();
            Received rest = read(lines, Integer.MAX_VALUE);

            assertThat(rest.kinds()).endsWith("run_ended");
            assertThat(IntStream.concat(
                                    first.ids().stream().mapToInt(Integer::intValue),
                                    rest.ids().stream().mapToInt(Integer::intValue))
                            .boxed()
                            .toList())
                    .isEqualTo(journal(id));
        }
        assertThat(journal(id)).isSorted().doesNotHaveDuplicates().startsWith(1);
    }

    @Test
    void a_stream_that_broke_off_goes_on_behind_the_last_event_without_gap_or_repeat() throws Exception {
        hold();
        String id = started();
        Received before;
        try (BufferedReader lines = lines(open(id))) {
            before = read(lines, 2);
        }
        release();
        Received after =
                readAll(id, "Last-Event-ID", String.valueOf(before.ids().getLast()));

        List<Integer> all = new ArrayList<>(before.ids());
        all.addAll(after.ids());
        assertThat(all).isEqualTo(journal(id));
    }

    @Test
    void of_a_run_that_has_ended_all_is_told_at_once_and_nothing_behind_its_end() throws Exception {
        String id = started();
        runs.await(UUID.fromString(id), Duration.ofSeconds(30));
        Received all = readAll(id);
        assertThat(all.ids()).isEqualTo(journal(id));
        assertThat(readAll(id, "Last-Event-ID", String.valueOf(all.ids().getLast()))
                        .ids())
                .isEmpty();
    }

    @Test
    void of_an_unknown_run_there_are_no_events() {
        assertThat(get("/api/v1/runs/" + new UUID(1, 1) + "/events").status()).isEqualTo(404);
        assertThat(get("/api/v1/runs/none/events", "Accept", "text/event-stream")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_last_event_that_is_no_number_is_malformed() {
        String id = started();
        assertThat(get("/api/v1/runs/" + id + "/events", "Last-Event-ID", "x").status())
                .isEqualTo(400);
    }
}
