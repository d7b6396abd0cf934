package org.opendatagov.orchestrator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;

/** JSON of the API: snake_case, times in ISO-8601. */
final class ApiJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ApiJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON: " + value.getClass(), e);
        }
    }

    /**
     * A body that must be a JSON object.
     *
     * @throws OrchestratorException {@code malformed_request} with line and column where it is no JSON,
     *     {@code invalid_input} where it is another value or holds text that is none
     */
    static Map<String, Object> object(byte[] body) {
        JsonNode tree = tree(body);
        if (!tree.isObject()) {
            throw new OrchestratorException(
                    ErrorCode.INVALID_INPUT, List.of(new Problem("wrong_type", "", "The body must be a JSON object.")));
        }
        Map<String, Object> object = MAPPER.convertValue(tree, new TypeReference<LinkedHashMap<String, Object>>() {});
        List<Problem> problems = new ArrayList<>();
        Texts.check(object, "", problems);
        ApiRequest.throwIfAny(problems);
        return object;
    }

    /** A body that may be any JSON value; problems as of {@link #object}. */
    static Object value(byte[] body) {
        Object value = MAPPER.convertValue(tree(body), Object.class);
        List<Problem> problems = new ArrayList<>();
        Texts.check(value, "", problems);
        ApiRequest.throwIfAny(problems);
        return value == null ? Map.of() : value;
    }

    private static JsonNode tree(byte[] body) {
        try {
            JsonNode tree = MAPPER.readTree(body);
            if (tree.isMissingNode()) {
                throw malformed("The body is empty; expected is one JSON object.");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw malformed("The body is no well-formed JSON" + place(e) + "; expected is one JSON object.");
        } catch (IOException e) {
            throw malformed("The body is no well-formed JSON in UTF-8; expected is one JSON object.");
        }
    }

    /** Where it is malformed; why is left out, for that quotes the body. */
    private static String place(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static OrchestratorException malformed(String message) {
        return new OrchestratorException(ErrorCode.MALFORMED_REQUEST, message);
    }
}
