package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.expert.ExpertReport;

class TaskOutcomeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 1_000, 40_000, 3_000_000})
    void an_outcome_of_any_size_comes_back_as_it_was_recorded(int size) {
        ExpertReport report = new ExpertReport(
                "done \"ü\"",
                List.of(),
                List.of(),
                Map.of("text", "x\"{ü".repeat(size), "number", 1.10),
                Map.of(),
                Map.of());
        TaskOutcome outcome = TaskOutcome.reported(1, Instant.EPOCH, Instant.EPOCH, report);
        TaskOutcome back = JournalJson.read(JournalJson.write(outcome), TaskOutcome.class);

        assertThat(back).isEqualTo(outcome);
        assertThat(Settled.of(back, List.of()).report().orElseThrow().result()).isEqualTo(report.result());
    }
}
