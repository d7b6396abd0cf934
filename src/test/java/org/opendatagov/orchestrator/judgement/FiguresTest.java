package org.opendatagov.orchestrator.judgement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FiguresTest {
    private static Figures figures() {
        Figures figures = new Figures();
        figures.add(Map.of(
                "share",
                0.125,
                "rows",
                1_234,
                "bytes",
                2_500_000_000L,
                "duration_ms",
                7_200_000,
                "list",
                List.of(35, 4.75)));
        figures.add("GC took 35.4 % of 4 h; 12 of 500 partitions are active");
        return figures;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12.5 % are missing",
                "12.5% are missing",
                "13 % are missing",
                "0.125 of them",
                "1,234 rows",
                "1.2k rows",
                "2.5 GB",
                "2 hours, 120 minutes, 7200 s",
                "4.75, or 4.8 when rounded",
                "35.4 percent",
                "12 of 500",
                "about 1,200 rows",
                "GPT-5 on UTF-8 and ISO-8601",
                "no figure at all"
            })
    void a_figure_of_the_data_is_known_as_it_is_rounded_and_in_other_units(String text) {
        assertThat(figures().foreign(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12.6 % are missing",
                "1,235 rows",
                "1,200 rows",
                "1.3k rows",
                "9 GB",
                "3 hours",
                "about 1,400 rows",
                "90% saved",
                "99",
                "from 12-97",
                "11/500"
            })
    void another_figure_is_not(String text) {
        assertThat(figures().foreign(text)).isPresent();
    }
}
