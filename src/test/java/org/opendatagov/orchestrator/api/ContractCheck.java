package org.opendatagov.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.problem.ErrorCode;

/** Holds an answer against {@code openapi/orchestrator.yaml}. */
final class ContractCheck {
    private static final JsonNode CONTRACT = read();

    private ContractCheck() {}

    private static JsonNode read() {
        try (InputStream file = ContractCheck.class.getResourceAsStream("/openapi/orchestrator.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readTree(Objects.requireNonNull(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode contract() {
        return CONTRACT;
    }

    static void check(String method, String target, Answer answer) {
        if (answer.status() >= 400) {
            checkProblem(answer);
            return;
        }
        JsonNode content = operation(method, target.replaceAll("\\?.*", ""))
                .orElseThrow(() -> new AssertionError("the contract has no " + method + " " + target))
                .path("responses")
                .path(String.valueOf(answer.status()))
                .path("content")
                .path(answer.type());
        assertThat(content.isObject())
                .as("the contract has %s %s -> %s %s", method, target, answer.status(), answer.type())
                .isTrue();
        if (answer.type().equals("application/json")) {
            assertValid(content.path("schema"), answer);
        }
    }

    /** RFC 9457 with our members, a code that exists, the status that the answer has. */
    static void checkProblem(Answer answer) {
        assertThat(answer.type()).as("type of %s", answer).isEqualTo("application/problem+json");
        assertValid(CONTRACT.path("components").path("schemas").path("Problem"), answer);
        assertThat(answer.json().path("status").asInt()).isEqualTo(answer.status());
        assertThat(java.util.Arrays.stream(ErrorCode.values()).map(ErrorCode::text))
                .contains(answer.json().path("code").asText());
        assertThat(answer.body())
                .doesNotContain("Exception", "\tat ", ".java", "org.apache", "org.springframework", "org.opendatagov")
                .doesNotContain(System.getProperty("user.dir"), "078-05-1120");
    }

    private static Optional<JsonNode> operation(String method, String path) {
        return CONTRACT.path("paths").properties().stream()
                .filter(entry -> Pattern.matches(entry.getKey().replaceAll("\\{\\w+}", "[^/]+"), path))
                .map(entry -> entry.getValue().path(method.toLowerCase(java.util.Locale.ROOT)))
                .filter(JsonNode::isObject)
                .findFirst();
    }

    private static void assertValid(JsonNode schema, Answer answer) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", CONTRACT.path("components"));
        assertThat(JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(whole)
                        .validate(answer.json()))
                .as("%s", answer.body())
                .isEmpty();
    }
}
