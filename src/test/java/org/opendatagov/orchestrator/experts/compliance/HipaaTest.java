package org.opendatagov.orchestrator.experts.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.support.ParquetFile;

/** The 18 identifiers of 45 CFR 164.514(b)(2)(i), each in a table of its own. */
class HipaaTest {
    private final ComplianceCase cases;
    private final Path folder;

    HipaaTest(@TempDir Path folder) {
        this.folder = folder;
        this.cases = new ComplianceCase(folder);
    }

    private ExpertReport judged(String select) {
        Path file = ParquetFile.write(folder.resolve("patients.parquet"), select);
        return cases.perform("validate_hipaa", Map.of("file_path", file.toString()));
    }

    private static String column(String name, String value) {
        return "SELECT %s AS %s FROM range(60) AS r(i)".formatted(value, name);
    }

    static Stream<Arguments> identifiers() {
        return Stream.of(
                arguments(
                        "hipaa-a", column("patient_name", "['Anna Miller', 'John Smith', 'Maria Garcia'][1 + i % 3]")),
                arguments("hipaa-b", column("address", "(10 + i) || ' Main Street'")),
                arguments("hipaa-b", column("city", "['Lisbon', 'Porto'][1 + i % 2]")),
                arguments("hipaa-c", column("admission_date", "DATE '2025-03-04' + CAST(i AS INTEGER)")),
                arguments("hipaa-c-ages", column("age", "40 + i")),
                arguments("hipaa-d", column("phone", "'+351 912 345 ' || (600 + i)")),
                arguments("hipaa-e", column("fax_number", "'+351 212 345 ' || (600 + i)")),
                arguments("hipaa-f", column("email", "'p' || i || '@example.org'")),
                arguments("hipaa-g", column("ssn", "concat(200 + i, '-', 10 + i, '-', 1000 + i)")),
                arguments("hipaa-h", column("mrn", "'MR' || (10000 + 7 * i)")),
                arguments("hipaa-i", column("beneficiary_id", "'B' || (10000 + 7 * i)")),
                arguments("hipaa-j", column("account_number", "(10000000 + 7 * i)")),
                arguments("hipaa-k", column("license_number", "'L' || (10000 + 7 * i)")),
                arguments("hipaa-l", column("license_plate", "'AB-' || (10000 + 7 * i)")),
                arguments("hipaa-m", column("serial_number", "'S' || (10000 + 7 * i)")),
                arguments("hipaa-n", column("homepage", "'https://example.org/' || i")),
                arguments("hipaa-o", column("client_ip", "'192.168.7.' || i")),
                arguments("hipaa-p", column("voiceprint", "md5(CAST(i AS VARCHAR))")),
                arguments("hipaa-q", column("photo", "CAST('x' || i AS BLOB)")),
                arguments("hipaa-r", column("employee_id", "'E' || (10000 + 7 * i)")));
    }

    @ParameterizedTest
    @MethodSource("identifiers")
    void each_identifier_is_found_and_told_with_its_article_and_remedy(String id, String select) {
        Map<?, ?> rule = ComplianceCase.rule(judged(select), id);

        assertThat(rule.get("verdict")).isEqualTo("violated");
        assertThat(String.valueOf(rule.get("article"))).startsWith("45 CFR 164.514(b)(2)(i)(");
        assertThat(String.valueOf(rule.get("remedy"))).isNotBlank();
    }

    @Test
    void what_is_left_when_all_is_removed_needs_nobody_but_people() {
        ExpertReport report = judged(
                "SELECT 'WA' AS state, 2020 + i % 5 AS admission_year, 'asthma' AS diagnosis, i % 7 AS days FROM range(60) AS r(i)");
        List<String> open = new ArrayList<>();
        for (Object rule : (List<?>) report.result().getOrDefault("rules", List.of())) {
            if (!"satisfied".equals(((Map<?, ?>) rule).get("verdict"))) {
                open.add(((Map<?, ?>) rule).get("id") + " " + ((Map<?, ?>) rule).get("verdict"));
            }
        }

        assertThat(open).containsExactly("hipaa-b-2-ii needs_evidence", "hipaa-b-1 needs_evidence");
        assertThat(report.result()).containsEntry("verdict", "needs_evidence");
        assertThat(String.valueOf(ComplianceCase.rule(report, "hipaa-b-2-ii").get("for_people")))
                .contains("no data shows what somebody knows");
    }

    @ParameterizedTest
    @CsvSource({
        "98101, violated",
        "98101-1234, violated",
        "981, satisfied",
        "036, violated",
        "893, violated",
        "000, satisfied",
        "981**, satisfied",
        "SW1A, needs_evidence"
    })
    void three_digits_of_a_large_area_may_stay(String code, String verdict) {
        ExpertReport report = judged("SELECT '%s' AS zip FROM range(60) AS r(i)".formatted(code));

        assertThat(ComplianceCase.rule(report, "hipaa-b").get("verdict")).isEqualTo(verdict);
    }

    /** A number has lost its leading zeros: 2139 is 02139, 36 is 036. */
    @ParameterizedTest
    @CsvSource({"2139, violated", "981, satisfied", "36, violated", "21, satisfied"})
    void numbers_are_codes_without_their_zeros(int code, String verdict) {
        ExpertReport report = judged("SELECT %d AS zip_code FROM range(60) AS r(i)".formatted(code));

        assertThat(ComplianceCase.rule(report, "hipaa-b").get("verdict")).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"89, satisfied", "90, violated", "'90+', satisfied"})
    void ages_over_89_are_counted(String age, String verdict) {
        ExpertReport report =
                judged("SELECT CASE WHEN i = 0 THEN '%s' ELSE '40' END AS age FROM range(60) AS r(i)".formatted(age));

        assertThat(ComplianceCase.rule(report, "hipaa-c-ages").get("verdict")).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "discharge_date, DATE '2025-02-03', violated",
        "discharge_date, DATE '2025-01-01', satisfied",
        "loaded_on, DATE '2025-02-03', needs_evidence",
        "date_of_birth, DATE '1930-01-01', violated"
    })
    void of_dates_about_persons_the_year_alone_may_stay(String label, String value, String verdict) {
        ExpertReport report = judged("SELECT %s AS %s FROM range(60) AS r(i)".formatted(value, label));

        assertThat(ComplianceCase.rule(report, "hipaa-c").get("verdict")).isEqualTo(verdict);
    }

    @Test
    void a_label_alone_asks_and_proves_nothing() {
        ExpertReport report = judged("SELECT ['a', 'b'][1 + i % 2] AS serial_number FROM range(60) AS r(i)");

        assertThat(ComplianceCase.rule(report, "hipaa-m").get("verdict")).isEqualTo("needs_evidence");
        assertThat(ComplianceCase.rule(report, "hipaa-m").get("evidence_needed"))
                .isEqualTo(List.of("content_of_columns"));
    }
}
