package org.opendatagov.orchestrator.experts.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.dataset.Dataset;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

class RulePacksTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final String PEOPLE = "SELECT 'p' || i || '@example.org' AS mail FROM range(60) AS r(i)";
    private static final String PACK = """
            id: house
            name: House rules
            source: "the wiki"
            date: 2026-01-01
            rules:
              - id: house-1
                article: "Rule 1"
                title: No addresses
                when: always
                forbids: { classes: [email] }
                severity: high
                remedy: "Remove them."
                for_people: "Nothing."
              - id: house-2
                article: "Rule 2"
                title: An owner
                when: any_personal
                needs: [owner]
                severity: low
                remedy: "Declare the owner."
                for_people: "Nothing."
            """;

    private final Path folder;
    private final JsonSchema schema;

    RulePacksTest(@TempDir Path folder) throws Exception {
        this.folder = folder;
        Files.createDirectories(folder.resolve("rules"));
        try (InputStream file = RulePacksTest.class.getResourceAsStream("/schemas/rules.schema.json")) {
            JsonNode text = new ObjectMapper().readTree(Objects.requireNonNull(file));
            this.schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(text);
        }
    }

    private Path write(String name, String text) throws Exception {
        return Files.writeString(folder.resolve("rules").resolve(name), text);
    }

    @Test
    void a_pack_is_added_by_a_file_and_judged_by() throws Exception {
        write("house.yaml", PACK);
        ComplianceCase cases = new ComplianceCase(folder);
        Dataset dataset = cases.known("people", PEOPLE, Map.of("owner", "sales"));
        ExpertReport report = cases.perform("validate_rules", Map.of("file_path", dataset.location(), "pack", "house"));

        assertThat(ComplianceCase.rule(report, "house-1").get("verdict")).isEqualTo("violated");
        assertThat(ComplianceCase.rule(report, "house-2").get("verdict")).isEqualTo("satisfied");
        assertThat(report.summary()).isEqualTo("House rules violated: no addresses");
        assertThat(report.context()).containsEntry("house_verdict", "violated");
    }

    @Test
    void a_file_may_add_rules_to_a_law() throws Exception {
        write("house.yaml", PACK.replace("rules:\n", "extend: gdpr\nrules:\n"));
        ComplianceCase cases = new ComplianceCase(folder);
        Dataset dataset = cases.known("people", PEOPLE, Map.of());
        ExpertReport report = cases.perform("validate_gdpr", Map.of("file_path", dataset.location()));

        assertThat(ComplianceCase.rule(report, "house-1").get("verdict")).isEqualTo("violated");
        assertThat(ComplianceCase.rule(report, "gdpr-6").get("verdict")).isEqualTo("needs_evidence");
    }

    @Test
    void a_wrong_file_is_left_out_and_every_judgement_says_so() throws Exception {
        write("broken.yaml", PACK.replace("severity: low", "severity: dire"));
        write("same.yaml", PACK.replace("house-1", "gdpr-6"));
        ComplianceCase cases = new ComplianceCase(folder);
        Dataset dataset = cases.known("people", PEOPLE, Map.of());

        assertThat(cases.perform("validate_gdpr", Map.of("file_path", dataset.location()))
                        .result())
                .containsEntry("skipped_files", List.of("broken.yaml", "same.yaml"));
        assertThatExceptionOfType(OrchestratorException.class)
                .isThrownBy(
                        () -> cases.perform("validate_rules", Map.of("file_path", dataset.location(), "pack", "house")))
                .satisfies(e -> assertThat(e.text()).contains("gdpr, hipaa, lgpd", "broken.yaml"));
    }

    @Test
    void all_that_is_wrong_is_told_at_once_with_its_place() throws Exception {
        PackFile file = PackFile.read(write("wrong.yaml", """
                id: Not A Word
                name: ""
                colour: red
                rules:
                  - id: a
                    when: sometimes
                    needs: [hope]
                    forbids: { smell: [x] }
                    check: guess
                    severity: dire
                  - id: a
                  - 7
                """));

        assertThat(file.problems())
                .extracting(Problem::path)
                .contains(
                        "/colour",
                        "/name",
                        "/source",
                        "/date",
                        "/id",
                        "/rules/0/article",
                        "/rules/0/title",
                        "/rules/0/when",
                        "/rules/0/needs/0",
                        "/rules/0/forbids/smell",
                        "/rules/0/check",
                        "/rules/0/severity",
                        "/rules/1/id",
                        "/rules/2");
        assertThat(PackFile.read(write("torn.yaml", "id: [")).problems())
                .extracting(Problem::message)
                .allMatch(message -> message.contains("line"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gdpr", "hipaa", "lgpd"})
    void the_packs_of_this_service_keep_to_the_published_schema(String id) throws Exception {
        try (InputStream file = RulePacksTest.class.getResourceAsStream("/rules/" + id + ".yaml")) {
            byte[] text = Objects.requireNonNull(file).readAllBytes();
            assertThat(schema.validate(YAML.readTree(text))).isEmpty();
            assertThat(PackFile.read(write(id + ".yaml", new String(text, java.nio.charset.StandardCharsets.UTF_8)))
                            .problems())
                    .isEmpty();
        }
        assertThat(RulePack.builtIn(id).rules()).allSatisfy(rule -> {
            assertThat(rule.remedy()).endsWith(".");
            assertThat(rule.forPeople()).isNotBlank();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "severity: dire",
                "when: sometimes",
                "needs: [hope]",
                "check: guess",
                "forbids: [email]",
                "colour: red",
                "title: 7"
            })
    void what_one_refuses_the_other_does(String member) throws Exception {
        String name = member.substring(0, member.indexOf(':'));
        String rule = PACK.substring(0, PACK.indexOf("  - id: house-2"));
        String wrong = rule.replaceAll("    " + name + ":.*\n", "") + "    " + member + "\n";

        assertThat(schema.validate(YAML.readTree(rule))).isEmpty();
        assertThat(schema.validate(YAML.readTree(wrong))).isNotEmpty();
        assertThat(PackFile.read(write("wrong.yaml", wrong)).problems()).isNotEmpty();
    }
}
