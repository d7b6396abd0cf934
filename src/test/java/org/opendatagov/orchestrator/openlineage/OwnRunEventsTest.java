package org.opendatagov.orchestrator.openlineage;

import static org.assertj.core.api.Assertions.assertThat;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientUtils;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendatagov.orchestrator.engine.EndedRun;
import org.opendatagov.orchestrator.engine.RunState;
import org.opendatagov.orchestrator.problem.Problem;

/** Events of own runs, as OpenLineage's own client and our own reader understand them. */
class OwnRunEventsTest {
    private static final UUID RUN = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final Instant START = Instant.parse("2026-05-01T08:00:00.123456Z");
    private static final Instant END = START.plusSeconds(42);

    private static EndedRun run(RunState state, String reason, Map<String, String> datasets) {
        return new EndedRun(RUN, "onboard_dataset", state, reason, START, END, datasets);
    }

    private static List<OpenLineage.RunEvent> events(EndedRun run) {
        List<Map<String, Object>> events = new OwnRunEvents("own").of(run);
        List<Problem> problems = new ArrayList<>();
        events.forEach(event -> new EventReader(Clock.systemUTC()).read(event, "", problems));
        assertThat(problems).isEmpty();
        return events.stream()
                .map(event -> OpenLineageClientUtils.runEventFromJson(
                        CanonicalJson.of(event).text()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED, COMPLETE", "FAILED, FAIL", "CANCELLED, ABORT"})
    void a_run_starts_and_ends(RunState state, OpenLineage.RunEvent.EventType type) {
        List<OpenLineage.RunEvent> events = events(run(state, "", Map.of("s3://lake/orders/*.parquet", "f1")));

        assertThat(events)
                .extracting(OpenLineage.RunEvent::getEventType)
                .containsExactly(OpenLineage.RunEvent.EventType.START, type);
        assertThat(events.getFirst().getEventTime().toInstant()).isEqualTo(START);
        assertThat(events.getLast().getEventTime().toInstant()).isEqualTo(END);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getRun().getRunId()).isEqualTo(RUN);
            assertThat(event.getRun().getFacets().getProcessing_engine().getName())
                    .isEqualTo("Expert Orchestrator");
            assertThat(event.getJob().getNamespace()).isEqualTo("own");
            assertThat(event.getJob().getName()).isEqualTo("onboard_dataset");
            assertThat(event.getSchemaURL())
                    .hasToString("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent");
            assertThat(event.getOutputs()).isEmpty();
        });
    }

    @Test
    void inputs_are_called_as_other_events_call_them_and_carry_the_content_that_was_read() {
        OpenLineage.RunEvent event = events(run(
                        RunState.SUCCEEDED,
                        "",
                        Map.of("s3a://lake/orders/*.parquet", "f1", "s3://lake/orders/", "f1", "inbox:a.csv", "f2")))
                .getLast();

        assertThat(event.getInputs())
                .extracting(input -> input.getNamespace() + " " + input.getName() + " "
                        + input.getFacets().getVersion().getDatasetVersion())
                .containsExactlyInAnyOrder("s3://lake orders f1", "inbox a.csv f2");
    }

    @Test
    void a_failure_is_told_at_the_end_alone() {
        List<OpenLineage.RunEvent> events =
                events(run(RunState.FAILED, "The file cannot be read as parquet.", Map.of("inbox:a.csv", "f2")));

        assertThat(events.getFirst().getRun().getFacets().getErrorMessage()).isNull();
        assertThat(events.getLast().getRun().getFacets().getErrorMessage().getMessage())
                .isEqualTo("The file cannot be read as parquet.");
    }
}
