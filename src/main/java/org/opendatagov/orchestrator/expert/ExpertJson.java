package org.opendatagov.orchestrator.expert;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Requests, reports and schemas as they are written between processes and into the store: snake_case, times in ISO-8601. */
public final class ExpertJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private ExpertJson() {}

    /** A request with its context spelled out. */
    private record WrittenRequest(
            UUID runId,
            String taskId,
            String action,
            Map<String, Object> inputs,
            Map<String, ContextValue> context,
            Map<String, String> fingerprints) {}

    public static String write(ExpertRequest request) {
        return text(new WrittenRequest(
                request.runId(),
                request.taskId(),
                request.action(),
                request.inputs(),
                request.context().getAll(),
                request.fingerprints()));
    }

    /** Empty where it is no request. */
    public static Optional<ExpertRequest> readRequest(byte[] json) {
        try {
            WrittenRequest read = MAPPER.readValue(json, WrittenRequest.class);
            return Optional.of(new ExpertRequest(
                    read.runId(),
                    read.taskId(),
                    read.action(),
                    read.inputs(),
                    ContextView.of(read.context()),
                    read.fingerprints()));
        } catch (java.io.IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    public static String write(ExpertReport report) {
        return text(report);
    }

    /** Empty where it is no report. */
    public static Optional<ExpertReport> readReport(byte[] json) {
        try {
            return Optional.of(MAPPER.readValue(json, ExpertReport.class));
        } catch (java.io.IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Any JSON object: a schema, a registration. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON: " + value.getClass(), e);
        }
    }

    /** Empty where it is no JSON object. */
    public static Optional<Map<String, Object>> readMap(byte[] json) {
        try {
            return Optional.ofNullable(MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {}));
        } catch (java.io.IOException e) {
            return Optional.empty();
        }
    }
}
