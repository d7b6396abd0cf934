package org.opendatagov.orchestrator.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.problem.Problem;

class CronTest {
    private static List<String> times(String cron, String zone, String from, int count) {
        Cron times = new Cron(cron, ZoneId.of(zone));
        List<String> found = new ArrayList<>();
        Instant time = Instant.parse(from);
        for (int number = 0; number < count; number++) {
            time = times.after(time).orElseThrow();
            found.add(time.toString());
        }
        return found;
    }

    @ParameterizedTest
    @CsvSource({
        "'0 6 * * 1-5', Europe/Berlin, 2026-01-02T12:00:00Z, 2026-01-05T05:00:00Z",
        "'0 6 * * 1-5', Europe/Berlin, 2026-07-02T12:00:00Z, 2026-07-03T04:00:00Z",
        "'*/15 * * * *', UTC, 2026-01-01T00:01:00Z, 2026-01-01T00:15:00Z",
        "'0 0 29 2 *', UTC, 2026-01-01T00:00:00Z, 2028-02-29T00:00:00Z",
        "'30 23 31 12 *', America/New_York, 2026-01-01T12:00:00Z, 2027-01-01T04:30:00Z",
        "'0 0 * * 0', UTC, 2026-01-01T00:00:00Z, 2026-01-04T00:00:00Z",
        "'0 0 * * 7', UTC, 2026-01-01T00:00:00Z, 2026-01-04T00:00:00Z",
        "'0 0 1 jan *', UTC, 2026-01-01T00:00:00Z, 2027-01-01T00:00:00Z"
    })
    void the_next_time_is_read_on_the_clock_of_its_zone(String cron, String zone, String from, String next) {
        assertThat(times(cron, zone, from, 1)).containsExactly(next);
    }

    @Test
    void a_day_has_its_time_once_though_the_clock_is_put_back() {
        assertThat(times("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void every_hour_is_every_hour_though_the_clock_is_put_back() {
        assertThat(times("0 * * * *", "Europe/Berlin", "2026-10-24T23:30:00Z", 4))
                .containsExactly(
                        "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", "2026-10-25T02:00:00Z", "2026-10-25T03:00:00Z");
    }

    @Test
    void a_time_that_the_clock_skips_is_not_lost_for_the_next_day() {
        assertThat(times("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", 2)
                        .getLast())
                .isIn("2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "60 * * * *",
                "0 0 0 * *",
                "0 0 30 2 *",
                "every day",
                "@daily",
                "0 0 * * 9"
            })
    void what_is_no_calendar_is_refused(String cron) {
        assertThat(Cron.problems(cron, "UTC")).extracting(Problem::code).containsExactly("bad_cron");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Europe/Nowhere", "berlin", "UTC+99"})
    void what_is_no_time_zone_is_refused(String zone) {
        assertThat(Cron.problems("0 0 * * *", zone)).extracting(Problem::code).containsExactly("unknown_time_zone");
    }
}
