package org.opendatagov.orchestrator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opendatagov.orchestrator.report.RunReport.ColumnLine;
import org.opendatagov.orchestrator.report.RunReport.Cost;
import org.opendatagov.orchestrator.report.RunReport.CostLine;
import org.opendatagov.orchestrator.report.RunReport.DatasetShape;
import org.opendatagov.orchestrator.report.RunReport.PersonalField;

class ReportFormsTest {
    private static final String HOSTILE = "a|b_<script>alert(1)</script>\n# `x` [y](javascript:z)";
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private static RunReport report(int columns, String name) {
        return new RunReport(
                UUID.fromString("00000000-0000-7000-8000-000000000001"),
                "onboard_dataset",
                1,
                "Onboard dataset: " + name,
                "succeeded",
                false,
                "",
                Map.of(),
                START,
                Optional.of(START.plusMillis(61_500)),
                List.of(),
                List.of(),
                Optional.of(new DatasetShape(1000, 113_629, "parquet")),
                IntStream.range(0, columns)
                        .mapToObj(
                                number -> new ColumnLine(name + number, "date_time", "TIMESTAMP", 1234, 5, number == 0))
                        .toList(),
                List.of(new PersonalField(name, List.of("person_name"), true, "Mask it.")),
                List.of(),
                Optional.of(new Cost(
                        List.of(new CostLine("storage", "0.0001", "GB-month", "0.023", "0.0000023")),
                        "0.0000023",
                        "USD",
                        "2026-01-15")),
                List.of(),
                List.of(),
                List.of("Do " + name));
    }

    @Test
    void names_from_data_break_neither_table_nor_page() {
        RunReport report = report(2, HOSTILE);

        assertThat(HtmlReport.of(report)).doesNotContain("<script").contains("&lt;script&gt;");
        assertThat(MarkdownReport.of(report))
                .doesNotContain("<script")
                .contains("a\\|b\\_&lt;script&gt;", "\\[y\\]", "\\`x\\`");
        assertThat(MarkdownReport.of(report).lines().filter(line -> line.startsWith("|")))
                .allMatch(line -> line.endsWith(" |") || line.endsWith("|---|") || line.endsWith("---:|"));
        assertThat(MarkdownReport.of(report).lines().filter(line -> line.startsWith("# ")))
                .hasSize(1);
    }

    @Test
    void a_report_says_what_was_read_when_and_how_long_it_took() {
        String expected = "1,000 rows, 2 columns, 113.6 kB of parquet";
        String time = "2026-01-02 03:05 UTC, took 1 min 1 s";

        assertThat(MarkdownReport.of(report(2, "people")))
                .contains(expected, time, "| people | person name (special category) | Mask it. |");
        assertThat(HtmlReport.of(report(2, "people"))).contains(expected, time, "date time", "1,234");
    }

    @Test
    void a_page_shows_the_first_columns_of_thousands_and_says_where_the_others_are() {
        assertThat(MarkdownReport.of(report(2000, "c")))
                .contains("| c199 |", "1,800 more columns")
                .doesNotContain("| c200 |");
        assertThat(HtmlReport.of(report(2000, "c")))
                .contains("<td>c199<td>", "1,800 more columns")
                .doesNotContain("c200<");
    }

    @ParameterizedTest
    @CsvSource({"0.0000023, less than 0.01", "0, 0.00", "45, 45.00", "1234.567, '1,234.57'", "0.01, 0.01", "-0.5, -0.50"
    })
    void money_reads_to_the_cent(String amount, String words) {
        assertThat(Wording.amount(amount)).isEqualTo(words);
    }
}
