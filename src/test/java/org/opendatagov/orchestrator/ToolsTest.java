package org.opendatagov.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opendatagov.orchestrator.model.ProviderDoubles.answer;
import static org.opendatagov.orchestrator.model.ProviderDoubles.asks;
import static org.opendatagov.orchestrator.model.ProviderDoubles.refuses;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opendatagov.orchestrator.model.ProviderDoubles;
import org.opendatagov.orchestrator.model.ProviderDoubles.Kind;
import org.opendatagov.orchestrator.support.RestClient;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

/** What models have looked up, by the tool calling of each provider's protocol, before doubles that speak it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToolsTest {
    private static final Path FOLDER = Path.of("target", "test-data", "tools");
    private static final Path FILES = FOLDER.resolve("files");
    private static final ProviderDoubles PROVIDERS = new ProviderDoubles();
    private static final String NOTHING = "{\"summary\": [], \"ranking\": [], \"findings\": [], \"suggestions\": []}";

    /** Which expert asks whose model. */
    private static final Map<Kind, List<String>> ASKED = Map.of(
            Kind.OPENAI, List.of("SchemaExpert", "analyze_schema"),
            Kind.ANTHROPIC, List.of("SecurityExpert", "detect_pii"),
            Kind.GOOGLE, List.of("QualityExpert", "define_expectations"),
            Kind.OLLAMA, List.of("CostExpert", "estimate_storage_cost"));

    @LocalServerPort
    private int port;

    private RestClient client;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FileSystemUtils.deleteRecursively(FOLDER);
        Files.createDirectories(FILES);
        registry.add("orchestrator.data-dir", () -> FOLDER.resolve("data").toString());
        registry.add("orchestrator.inbox", () -> FOLDER.resolve("inbox").toString());
        registry.add("orchestrator.datasets.allowed-folders", FILES::toString);
        registry.add("orchestrator.judgement.max-tool-calls", () -> "2");
        TestDatabase.register(registry);
        registry.add("spring.datasource.username", () -> "postgres");
        ASKED.forEach((kind, expert) -> {
            String name = kind.name().toLowerCase(Locale.ROOT);
            String model = "orchestrator.models." + name + ".";
            registry.add(model + "provider", () -> name);
            registry.add(model + "model", () -> "double");
            registry.add(model + "api-key", () -> "sk-secret");
            registry.add(model + "base-url", () -> PROVIDERS.url(kind));
            registry.add("orchestrator.expert-models." + expert.getFirst(), () -> name);
        });
    }

    @BeforeAll
    void begin() {
        client = new RestClient(port);
    }

    @AfterAll
    void end() {
        client.close();
        PROVIDERS.close();
    }

    @BeforeEach
    void reset() {
        PROVIDERS.reset();
        Kind[] kinds = Kind.values();
        for (Kind kind : kinds) {
            PROVIDERS.responds(kind, refuses(404));
        }
    }

    /** A table that nobody has asked about. */
    private static Path table() throws IOException {
        StringBuilder csv = new StringBuilder("order_number,state,mail\n");
        for (int row = 0; row < 300; row++) {
            csv.append("%d,%s,maria.quattle%d@example.com%n".formatted(row, row % 3 == 0 ? "open" : "paid", row));
        }
        return Files.writeString(FILES.resolve(UUID.randomUUID() + ".csv"), csv);
    }

    private JsonNode judged(Kind kind) throws Exception {
        JsonNode run = client.runOf(
                Map.of("id", "task", "action", asked(kind).getLast()), Map.of("file_path", table().toString()));
        assertThat(run.path("status").asText()).as(run.toPrettyString()).isEqualTo("succeeded");
        JsonNode report = client.report(run);
        assertThat(report.path("judgements")).as(report.toPrettyString()).hasSize(1);
        return report.at("/judgements/0/judgement");
    }

    private static List<String> asked(Kind kind) {
        return ASKED.getOrDefault(kind, List.of());
    }

    private static String claim(String text, String evidence) {
        return NOTHING.replace(
                "\"summary\": []",
                "\"summary\": [{\"text\": \"%s\", \"evidence\": [\"%s\"]}]".formatted(text, evidence));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"OPENAI", "ANTHROPIC"})
    void a_column_is_profiled_and_its_profile_is_evidence(Kind kind) throws Exception {
        PROVIDERS.respondsInTurn(
                kind,
                asks(kind, "profile_column", Map.of("column", "state", "CamelHttpUri", "http://127.0.0.1:1/")),
                answer(kind, claim("`state` has 2 distinct values.", "tool.1"), false));

        JsonNode judged = judged(kind);

        assertThat(judged.path("summary").asText())
                .as(judged.toPrettyString())
                .isEqualTo("`state` has 2 distinct values.");
        assertThat(judged.at("/tools/0/tool").asText()).isEqualTo("profile_column");
        assertThat(judged.at("/tools/0/outcome").asText()).isEqualTo("answered");
        List<String> received = PROVIDERS.received(kind);
        assertThat(received).hasSize(2);
        assertThat(received.getFirst()).contains("profile_column", "the column's name");
        assertThat(received.getLast()).contains("tool.1", "distinct").doesNotContain("quattle");
    }

    @Test
    void an_expectation_of_the_models_own_is_run_on_the_data() throws Exception {
        PROVIDERS.respondsInTurn(
                Kind.GOOGLE,
                asks(
                        Kind.GOOGLE,
                        "run_expectation",
                        Map.of(
                                "type", "expect_column_values_to_be_in_set",
                                "column", "state",
                                "value_set", List.of("open", "'; DROP VIEW dataset; --"),
                                "mostly", 0.5,
                                "file_path", "/etc/passwd")),
                answer(Kind.GOOGLE, claim("200 of 300 values of `state` are not in the set.", "tool.1"), false));

        JsonNode judged = judged(Kind.GOOGLE);

        assertThat(judged.at("/tools/0/outcome").asText())
                .as(judged.toPrettyString())
                .isEqualTo("answered");
        assertThat(judged.path("summary").asText())
                .as(judged.toPrettyString())
                .isEqualTo("200 of 300 values of `state` are not in the set.");
        List<String> received = PROVIDERS.received(Kind.GOOGLE);
        assertThat(received.getFirst()).contains("value_set", "ARRAY");
        assertThat(received.getLast()).contains("unexpected_count", "66.66", "element_count");
    }

    @Test
    void what_cannot_be_run_is_told_so_that_the_model_can_mend_it() throws Exception {
        PROVIDERS.respondsInTurn(
                Kind.GOOGLE,
                asks(Kind.GOOGLE, "run_expectation", Map.of("type", "expect_column_magic", "column", "state")),
                asks(
                        Kind.GOOGLE,
                        "run_expectation",
                        Map.of("type", "expect_column_max_to_be_between", "column", "order_number", "max_value", 299)),
                answer(Kind.GOOGLE, claim("The greatest `order_number` is 299.", "tool.2"), false));

        JsonNode judged = judged(Kind.GOOGLE);

        assertThat(judged.path("tools").findValuesAsText("outcome")).containsExactly("refused", "answered");
        assertThat(judged.path("summary").asText()).as(judged.toPrettyString()).contains("299");
        assertThat(PROVIDERS.received(Kind.GOOGLE).get(1)).contains("expect_column_values_to_be_unique");
    }

    /** Whether an address is among the rows is what nobody is told, however it is asked. */
    @Test
    void a_personal_value_cannot_be_asked_for_and_what_was_asked_is_kept_without_it() throws Exception {
        PROVIDERS.respondsInTurn(
                Kind.GOOGLE,
                asks(
                        Kind.GOOGLE,
                        "run_expectation",
                        Map.of(
                                "type", "expect_column_values_to_be_in_set",
                                "column", "mail",
                                "value_set", List.of("maria.quattle7@example.com"))),
                asks(
                        Kind.GOOGLE,
                        "run_expectation",
                        Map.of(
                                "type", "expect_column_values_to_match_regex",
                                "column", "mail",
                                "regex", "^maria[.]quattle7@")),
                answer(Kind.GOOGLE, NOTHING, false));

        JsonNode judged = judged(Kind.GOOGLE);

        assertThat(judged.path("tools").findValuesAsText("outcome")).containsExactly("refused", "refused");
        assertThat(judged.toString()).doesNotContain("quattle7@example.com");
        assertThat(PROVIDERS.received(Kind.GOOGLE).getLast())
                .contains("is not told")
                .doesNotContain("unexpected_count\\\":", "quattle6");
    }

    @Test
    void each_look_up_is_an_event_of_the_run_when_it_was_made() throws Exception {
        PROVIDERS.respondsInTurn(
                Kind.GOOGLE,
                asks(
                        Kind.GOOGLE,
                        "run_expectation",
                        Map.of(
                                "type", "expect_column_values_to_be_in_set",
                                "column", "state",
                                "value_set", List.of("maria.quattle7@example.com"))),
                asks(Kind.GOOGLE, "delete_everything", Map.of()),
                answer(Kind.GOOGLE, NOTHING, false));
        JsonNode run = client.runOf(
                Map.of("id", "task", "action", "define_expectations"), Map.of("file_path", table().toString()));

        String path = "/runs/" + run.path("id").asText() + "/events";
        String events = client.send("GET", path, Map.of(), "text/event-stream").body();

        assertThat(events.lines().filter(line -> line.startsWith("event:")).toList())
                .containsSubsequence("event:attempt", "event:tool_call", "event:tool_call", "event:outcome");
        assertThat(events)
                .contains(
                        "\"task\":\"task\"",
                        "\"tool\":\"run_expectation\"",
                        "\"outcome\":\"answered\"",
                        "\"tool\":\"delete_everything\"",
                        "\"outcome\":\"refused\"",
                        "\"millis\":",
                        "<EMAIL_1>")
                .doesNotContain("quattle7");
    }

    @Test
    void documents_are_searched_by_the_protocol_of_ollama() throws Exception {
        PROVIDERS.respondsInTurn(
                Kind.OLLAMA,
                asks(Kind.OLLAMA, "search_knowledge", Map.of("query", "storage classes")),
                answer(Kind.OLLAMA, NOTHING, false));

        JsonNode judged = judged(Kind.OLLAMA);

        assertThat(judged.at("/tools/0/outcome").asText())
                .as(judged.toPrettyString())
                .isEqualTo("answered");
        assertThat(PROVIDERS.received(Kind.OLLAMA)).hasSize(2);
    }

    @Test
    void what_a_tool_does_not_take_is_refused_and_the_model_may_go_on() throws Exception {
        PROVIDERS.respondsInTurn(
                Kind.OPENAI,
                asks(Kind.OPENAI, "profile_column", Map.of("column", 7)),
                asks(Kind.OPENAI, "delete_everything", Map.of()),
                answer(Kind.OPENAI, NOTHING, false));

        JsonNode judged = judged(Kind.OPENAI);

        assertThat(judged.path("silent").asText()).isEmpty();
        assertThat(judged.path("tools").findValuesAsText("outcome")).containsExactly("refused", "refused");
    }

    @Test
    void a_model_that_asks_on_and_on_ends_with_evidence_alone() throws Exception {
        PROVIDERS.responds(Kind.OPENAI, asks(Kind.OPENAI, "profile_column", Map.of("column", "state")));

        JsonNode judged = judged(Kind.OPENAI);

        assertThat(judged.path("silent").asText()).contains("more look-ups than it may");
        assertThat(judged.path("tools").findValuesAsText("outcome"))
                .startsWith("answered", "answered", "refused")
                .hasSizeLessThanOrEqualTo(4);
        assertThat(PROVIDERS.received(Kind.OPENAI)).hasSizeLessThanOrEqualTo(5);
    }
}
