package org.opendatagov.orchestrator.experts.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.adapter.postgres.TestCatalogs;
import org.opendatagov.orchestrator.catalog.Catalog;
import org.opendatagov.orchestrator.catalog.StatedDeclarations;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.dataset.Datasets;
import org.opendatagov.orchestrator.dataset.TestDatasets;
import org.opendatagov.orchestrator.expert.ContextValue;
import org.opendatagov.orchestrator.expert.ContextView;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.Finding;
import org.opendatagov.orchestrator.support.Calls;

class ComplianceExpertTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    /** Shared: each test has a folder, and so datasets, of its own. */
    private static final Catalog CATALOG = TestCatalogs.create();

    private static final String PEOPLE = """
            mail,signup,agreed,note
            ann@example.org,2025-01-15,true,a
            bob@example.net,2025-12-31,true,b
            eve@example.com,2026-05-01,true,c
            """;
    private static final String PATIENTS = """
            mail,diagnosis,signup
            ann@example.org,asthma,2026-01-15
            bob@example.net,gout,2026-02-15
            """;
    private static final String CONVICTS = """
            mail,conviction,signup
            ann@example.org,theft,2026-01-15
            bob@example.net,fraud,2026-02-15
            """;

    private final Path folder;

    private final Catalog catalog = CATALOG;
    private final Datasets datasets;
    private final ComplianceExpert expert;

    ComplianceExpertTest(@TempDir Path folder) {
        this.folder = folder;
        this.datasets = TestDatasets.in(folder.resolve("data"), folder).datasets();
        this.expert = new ComplianceExpert(datasets, catalog, new ComplianceSettings(folder.resolve("rules")), CLOCK);
    }

    private String write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private ExpertReport judged(String location, Map<String, ?> declared) {
        Dataset dataset = datasets.open(location, Map.of());
        catalog.record(dataset, datasets.profile(dataset));
        catalog.declare(dataset.id(), new LinkedHashMap<>(declared));
        return expert.perform(Calls.of("validate_gdpr", Map.of("file_path", location)));
    }

    private static Map<?, ?> rule(ExpertReport report, String id) {
        if (report.result().get("rules") instanceof List<?> rules) {
            for (Object rule : rules) {
                if (rule instanceof Map<?, ?> map && id.equals(map.get("id"))) {
                    return map;
                }
            }
        }
        throw new AssertionError("there is no rule " + id);
    }

    /** All that can be declared, and in order. */
    private static Map<String, Object> complete() {
        Map<String, Object> declared = new LinkedHashMap<>();
        declared.put("owner", "sales");
        declared.put("region", "eu-west-1");
        declared.put("purpose", "billing");
        declared.put("lawful_basis", "contract");
        declared.put("retention", "P2Y");
        declared.put("retention_column", "signup");
        declared.put("data_subjects", List.of("customers"));
        declared.put("recipients", List.of("none"));
        declared.put("necessity", "mail: to send the invoice");
        declared.put("security_measures", List.of("encryption_at_rest"));
        declared.put("special_category_condition", "health_care");
        declared.put("impact_assessment", "wiki/dpia-7");
        declared.put("privacy_notice", "https://example.org/privacy");
        declared.put("rights_procedure", "privacy desk");
        return declared;
    }

    private static Map<String, Object> but(Object... changes) {
        Map<String, Object> declared = complete();
        for (int index = 0; index < changes.length; index += 2) {
            declared.put(String.valueOf(changes[index]), changes[index + 1]);
        }
        return declared;
    }

    private static Map<String, Object> without(String... names) {
        Map<String, Object> declared = complete();
        List.of(names).forEach(declared::remove);
        return declared;
    }

    static Stream<Arguments> cases() {
        Map<String, Object> all = complete();
        return Stream.of(
                arguments("gdpr-5-1-b", PEOPLE, all, "satisfied", List.of()),
                arguments("gdpr-5-1-b", PEOPLE, without("purpose"), "needs_evidence", List.of("purpose")),
                arguments("gdpr-5-1-c", PEOPLE, all, "satisfied", List.of()),
                arguments("gdpr-5-1-c", PEOPLE, without("necessity"), "needs_evidence", List.of("necessity")),
                arguments("gdpr-5-1-e", PEOPLE, all, "satisfied", List.of()),
                arguments("gdpr-5-1-e", PEOPLE, but("retention", "P1Y"), "violated", List.of()),
                arguments("gdpr-5-1-e", PEOPLE, but("retention", "PT24H"), "violated", List.of()),
                arguments("gdpr-5-1-e", PEOPLE, without("retention"), "needs_evidence", List.of("retention")),
                arguments(
                        "gdpr-5-1-e",
                        PEOPLE,
                        but("retention_column", "mail"),
                        "needs_evidence",
                        List.of("retention_column")),
                arguments(
                        "gdpr-5-1-e",
                        PEOPLE,
                        but("retention_column", "none"),
                        "needs_evidence",
                        List.of("retention_column")),
                arguments("gdpr-5-1-d", PEOPLE, all, "satisfied", List.of()),
                arguments(
                        "gdpr-5-1-d",
                        "mail,date_of_birth\nann@example.org,1980-01-02\nbob@example.net,2031-05-06\n",
                        all,
                        "violated",
                        List.of()),
                arguments("gdpr-5-2", PEOPLE, all, "satisfied", List.of()),
                arguments(
                        "gdpr-5-2",
                        PEOPLE,
                        but("consent_source", "agreed"),
                        "needs_evidence",
                        List.of("declarations_that_agree")),
                arguments(
                        "gdpr-5-2",
                        PEOPLE,
                        but("masked_columns", List.of("mail")),
                        "needs_evidence",
                        List.of("declarations_that_agree")),
                arguments(
                        "gdpr-5-2",
                        PEOPLE,
                        but("transfers", List.of("PT")),
                        "needs_evidence",
                        List.of("declarations_that_agree")),
                arguments("gdpr-6", PEOPLE, all, "satisfied", List.of()),
                arguments("gdpr-8", PEOPLE, all, "not_applicable", List.of()),
                arguments("gdpr-8", PEOPLE, but("data_subjects", List.of("children under 13")), "satisfied", List.of()),
                arguments(
                        "gdpr-8",
                        PEOPLE,
                        but("data_subjects", List.of("children"), "lawful_basis", "consent"),
                        "needs_evidence",
                        List.of("parental_consent")),
                arguments("gdpr-13", PEOPLE, without("privacy_notice"), "needs_evidence", List.of("privacy_notice")),
                arguments("gdpr-15", PEOPLE, all, "satisfied", List.of()),
                arguments(
                        "gdpr-15", PEOPLE, without("rights_procedure"), "needs_evidence", List.of("rights_procedure")),
                arguments(
                        "gdpr-15",
                        "gender,signup\nfemale,2026-01-15\nmale,2026-02-15\nmale,2026-02-15\n",
                        all,
                        "needs_evidence",
                        List.of("subject_key")),
                arguments("gdpr-6", PEOPLE, without("lawful_basis"), "needs_evidence", List.of("lawful_basis")),
                arguments("gdpr-7", PEOPLE, all, "not_applicable", List.of()),
                arguments("gdpr-7", PEOPLE, without("lawful_basis"), "needs_evidence", List.of("consent_source")),
                arguments(
                        "gdpr-7", PEOPLE, but("lawful_basis", "consent"), "needs_evidence", List.of("consent_source")),
                arguments(
                        "gdpr-7",
                        PEOPLE,
                        but("lawful_basis", "consent", "consent_source", "agreed"),
                        "satisfied",
                        List.of()),
                arguments(
                        "gdpr-7",
                        PEOPLE.replace("2025-12-31,true", "2025-12-31,false"),
                        but("lawful_basis", "consent", "consent_source", "agreed"),
                        "violated",
                        List.of()),
                arguments(
                        "gdpr-7",
                        PEOPLE,
                        but("lawful_basis", "consent", "consent_source", "the consent service"),
                        "satisfied",
                        List.of()),
                arguments("gdpr-9", PEOPLE, all, "not_applicable", List.of()),
                arguments("gdpr-9", PATIENTS, all, "satisfied", List.of()),
                arguments(
                        "gdpr-9",
                        PATIENTS,
                        without("special_category_condition"),
                        "needs_evidence",
                        List.of("special_category_condition")),
                arguments(
                        "gdpr-9",
                        PATIENTS,
                        but("special_category_condition", "explicit_consent"),
                        "needs_evidence",
                        List.of("consent_source")),
                arguments("gdpr-9", CONVICTS, all, "not_applicable", List.of()),
                arguments("gdpr-10", CONVICTS, all, "needs_evidence", List.of("legal_authority")),
                arguments("gdpr-10", PATIENTS, all, "not_applicable", List.of()),
                arguments("gdpr-30", PEOPLE, all, "satisfied", List.of()),
                arguments(
                        "gdpr-30",
                        PEOPLE,
                        without("owner", "recipients"),
                        "needs_evidence",
                        List.of("owner", "recipients")),
                arguments("gdpr-32", PEOPLE, all, "satisfied", List.of()),
                arguments(
                        "gdpr-32",
                        PEOPLE,
                        without("security_measures"),
                        "needs_evidence",
                        List.of("security_measures")),
                arguments(
                        "gdpr-32",
                        PEOPLE,
                        but("security_measures", List.of("pseudonymisation")),
                        "needs_evidence",
                        List.of("proof_of_pseudonymisation")),
                arguments("gdpr-35", PEOPLE, all, "not_applicable", List.of()),
                arguments("gdpr-35", PATIENTS, all, "satisfied", List.of()),
                arguments(
                        "gdpr-35",
                        CONVICTS,
                        without("impact_assessment"),
                        "needs_evidence",
                        List.of("impact_assessment")),
                arguments("gdpr-44", PEOPLE, all, "satisfied", List.of()),
                arguments("gdpr-44", PEOPLE, without("region"), "needs_evidence", List.of("region")),
                arguments("gdpr-44", PEOPLE, but("region", "cellar-3"), "needs_evidence", List.of("country")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void each_rule_is_judged_by_what_was_found_and_declared(
            String id, String rows, Map<String, Object> declared, String verdict, List<String> missing)
            throws Exception {
        ExpertReport report = judged(write("people.csv", rows), declared);

        assertThat(rule(report, id).get("verdict")).isEqualTo(verdict);
        assertThat(rule(report, id).get("evidence_needed")).isEqualTo(missing);
        boolean open = List.of("violated", "needs_evidence").contains(verdict);
        assertThat(report.findings().stream()
                        .anyMatch(finding -> finding.evidence().contains(id)))
                .isEqualTo(open);
        assertThat(String.valueOf(rule(report, id).get("remedy")).isEmpty()).isEqualTo(!open);
    }

    @ParameterizedTest
    @CsvSource({
        "eu-central-1, , , satisfied",
        "eu-west-2, , , satisfied",
        "us-east-1, , , needs_evidence",
        "us-east-1, , adequacy_decision, satisfied",
        "us-east-1, , standard_contractual_clauses, satisfied",
        "ap-southeast-1, , adequacy_decision, violated",
        "westeurope, CH, , satisfied",
        "europe-west1, IN, , needs_evidence",
        "europe-west1, IN, standard_contractual_clauses, satisfied",
        "europe-west1, CN, adequacy_decision, violated",
        "pt, UK, , satisfied"
    })
    void a_place_outside_the_eea_needs_an_adequacy_decision_or_a_safeguard(
            String region, @Nullable String transfer, @Nullable String safeguard, String verdict) throws Exception {
        Map<String, Object> declared = but("region", region);
        if (transfer != null) {
            declared.put("transfers", List.of(transfer));
        }
        if (safeguard != null) {
            declared.put("transfer_safeguard", safeguard);
        }

        assertThat(rule(judged(write("people.csv", PEOPLE), declared), "gdpr-44")
                        .get("verdict"))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TIMESTAMP '2020-01-01 00:00:00'",
                "DATE '2020-01-01'",
                "TIMESTAMPTZ '2020-01-01 00:00:00+00'",
                "'01/02/2020'",
                "'2020-01-02T03:04:05Z'"
            })
    void records_are_aged_by_dates_of_every_type(String value) throws Exception {
        Path file = folder.resolve("dated.parquet");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            statement.execute("COPY (SELECT 'p' || i || '@example.org' AS mail, " + value
                    + " AS signup FROM range(20) AS r(i)) TO '" + file + "' (FORMAT parquet)");
        }
        ExpertReport report = judged(file.toString(), complete());

        assertThat(rule(report, "gdpr-5-1-e").get("verdict")).isEqualTo("violated");
        assertThat(String.valueOf(rule(report, "gdpr-5-1-e").get("reason")))
                .contains("20 of 20 records are older than P2Y", "before 2024-06-01");
    }

    @Test
    void what_is_in_order_is_said_to_be_so_and_what_is_left_to_people_is_named() throws Exception {
        ExpertReport report = judged(write("people.csv", PEOPLE), complete());

        assertThat(report.result())
                .containsEntry("verdict", "satisfied")
                .containsEntry("personal_columns", List.of("mail"));
        assertThat(report.findings()).isEmpty();
        assertThat(report.summary()).isEqualTo("GDPR: what data and declarations can decide is in order");
        assertThat(String.valueOf(rule(report, "gdpr-6").get("for_people"))).contains("balance of interests");
    }

    @Test
    void without_declarations_the_gaps_are_told_the_worst_first() throws Exception {
        ExpertReport report = judged(write("people.csv", PEOPLE), Map.of());

        assertThat(report.summary())
                .isEqualTo("GDPR pending: lawful basis, consent tracking, retention policy, international transfers,"
                        + " security of processing, purpose limitation, data minimisation, information to data subjects,"
                        + " rights of data subjects, records of processing");
        assertThat(report.findings())
                .extracting(Finding::severity)
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(report.findings()).extracting(Finding::reference).startsWith("GDPR Art. 6(1)", "GDPR Art. 7(1)");
    }

    @Test
    void without_personal_data_no_rule_applies() throws Exception {
        ExpertReport report = judged(write("cities.csv", "id,city\n1,Lisbon\n2,Porto\n"), Map.of());

        assertThat(report.result()).containsEntry("verdict", "not_applicable");
        assertThat(report.findings()).isEmpty();
        assertThat(report.evidence()).extracting("id").containsExactly("personal_data");
    }

    @Test
    void what_security_shared_of_this_dataset_counts_and_of_another_does_not() throws Exception {
        String location = write("cities.csv", "id,city\n1,Lisbon\n2,Porto\n");
        judged(location, Map.of());

        assertThat(withShared(location, "city").result()).containsEntry("personal_columns", List.of("city"));
        assertThat(withShared(location, "mail").result()).containsEntry("verdict", "not_applicable");
    }

    private ExpertReport withShared(String location, String column) {
        Object shared = List.of(Map.of("column", column, "classes", List.of("postal_address")));
        ContextValue value = new ContextValue("scan.personal_columns", shared, "SecurityExpert", CLOCK.instant());
        return expert.perform(
                Calls.of("validate_gdpr", Map.of("file_path", location), ContextView.of(Map.of(value.key(), value))));
    }

    @Test
    void every_rule_has_article_severity_remedy_and_a_source() {
        RulePack pack = RulePack.builtIn("gdpr");

        assertThat(pack.source()).contains("2016/679");
        assertThat(pack.rules()).extracting(Rule::id).doesNotHaveDuplicates();
        assertThat(pack.rules()).allSatisfy(rule -> {
            assertThat(rule.article()).startsWith("Art. ");
            assertThat(rule.remedy()).endsWith(".");
            assertThat(rule.forPeople()).isNotBlank();
        });
        assertThat(Countries.read().regions().values()).allMatch(country -> country.matches("[A-Z]{2}"));
    }

    @Test
    void columns_that_the_necessity_does_not_name_are_told() throws Exception {
        ExpertReport report = judged(write("patients.csv", PATIENTS), complete());

        assertThat(String.valueOf(rule(report, "gdpr-5-1-c").get("reason"))).contains("does not name diagnosis");
    }

    @Test
    void sources_that_say_different_things_are_told() throws Exception {
        String location = write("people.csv", PEOPLE);
        ((StatedDeclarations) catalog).state(location, Map.of("owner", "finance"));
        ExpertReport report = judged(location, complete());

        assertThat(rule(report, "gdpr-5-2").get("verdict")).isEqualTo("needs_evidence");
        assertThat(String.valueOf(rule(report, "gdpr-5-2").get("reason"))).contains("owner is told differently");
    }
}
