package org.opendatagov.orchestrator.model;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opendatagov.orchestrator.expert.SchemaCheck;
import org.opendatagov.orchestrator.problem.Problem;

/** Reads the JSON object of an answer, and holds it against the schema that was asked for. */
public final class StructuredAnswer {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    /** Models like to wrap JSON into a fence and a sentence. */
    private static final Pattern FENCE = Pattern.compile("```(?:json)?\\s*(\\{.*\\})\\s*```", Pattern.DOTALL);

    private static final int MOST_PROBLEMS = 10;

    private StructuredAnswer() {}

    /** What is wrong with an answer, for the model to mend; empty where nothing is. */
    static String problems(String text, String schema) {
        Map<String, Object> value;
        try {
            value = read(text);
        } catch (JsonProcessingException e) {
            return "it is no JSON object (line %d)."
                    .formatted(Math.max(
                            1, e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
        }
        List<Problem> problems = new SchemaCheck("the answer").problems(schema(schema), value);
        return String.join(
                " ",
                problems.stream().limit(MOST_PROBLEMS).map(Problem::message).toList());
    }

    /** The object of an answer that has no problems. */
    public static Map<String, Object> object(ModelAnswer.Answered answer) {
        try {
            return read(answer.text());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer was not checked", e);
        }
    }

    private static Map<String, Object> read(String text) throws JsonProcessingException {
        Matcher fence = FENCE.matcher(text);
        Map<String, Object> object = MAPPER.readValue(fence.find() ? fence.group(1) : text.strip(), OBJECT);
        if (object == null) {
            throw new JsonParseException(null, "null is no object");
        }
        return object;
    }

    private static Map<String, Object> schema(String schema) {
        try {
            return MAPPER.readValue(schema, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the schema of a prompt is checked when it is read", e);
        }
    }
}
