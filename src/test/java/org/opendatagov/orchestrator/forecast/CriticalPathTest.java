package org.opendatagov.orchestrator.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.engine.RunOutline.OutlinedTask;
import org.opendatagov.orchestrator.forecast.Forecast.TaskForecast;

class CriticalPathTest {
    private final List<OutlinedTask> tasks = new ArrayList<>();
    private final List<TaskForecast> forecasts = new ArrayList<>();

    private static Range range(int low, int expected, int high) {
        return new Range(BigDecimal.valueOf(low), BigDecimal.valueOf(expected), BigDecimal.valueOf(high));
    }

    private void task(String id, Optional<Range> seconds, String... dependsOn) {
        tasks.add(new OutlinedTask(id, "Expert", "act", Set.of(dependsOn), false));
        forecasts.add(new TaskForecast(id, "Expert", "act", seconds, 1, Range.NOTHING, "no_model"));
    }

    private CriticalPath path() {
        return CriticalPath.of(tasks, forecasts);
    }

    @Test
    void it_is_the_longest_way_and_not_the_sum() {
        task("schema", Optional.of(range(1, 2, 3)));
        task("quality", Optional.of(range(5, 10, 20)), "schema");
        task("scan", Optional.of(range(1, 4, 30)), "schema");
        task("law", Optional.of(range(1, 5, 6)), "scan");

        assertThat(path().seconds()).contains(range(6, 12, 39));
        assertThat(path().tasks()).containsExactly("schema", "quality");
    }

    @Test
    void a_task_whose_time_nobody_knows_takes_none_of_it() {
        task("known", Optional.of(range(1, 2, 3)));
        task("unknown", Optional.empty(), "known");
        task("after", Optional.of(range(1, 1, 1)), "unknown");

        assertThat(path().seconds()).contains(range(2, 3, 4));
        assertThat(path().tasks()).containsExactly("known", "unknown", "after");
    }

    @Test
    void without_any_time_there_is_none() {
        task("one", Optional.empty());

        assertThat(path().seconds()).isEmpty();
        assertThat(path().tasks()).isEmpty();
    }

    @Test
    void a_chain_of_thousands_is_gone_through() {
        task("t0", Optional.of(range(1, 1, 1)));
        IntStream.range(1, 5_000)
                .forEach(number -> task("t" + number, Optional.of(range(1, 1, 1)), "t" + (number - 1)));

        assertThat(path().seconds()).contains(range(5_000, 5_000, 5_000));
    }

    @Test
    void percentiles_lie_between_neighbours() {
        Range range = Range.of(
                IntStream.rangeClosed(0, 100).mapToObj(BigDecimal::valueOf).toList());
        assertThat(range).isEqualTo(range(10, 50, 90));
        assertThat(Range.of(List.of(new BigDecimal("2.5"), new BigDecimal("1.5")))
                        .expected())
                .isEqualByComparingTo("2");
        assertThat(Range.of(List.of(BigDecimal.ONE))).isEqualTo(range(1, 1, 1));
    }
}
