package org.opendatagov.orchestrator.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as the journal keeps it, and hashes over it. */
final class JournalJson {
    /** Its buffers belong to a pool, not to threads: a virtual thread would make its own for every text. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // For RawJsonDeserializer; no message of Jackson leaves this class.
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final ObjectMapper CANONICAL = MAPPER.copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    /** To be cloned: looking its provider up takes longer than a hash. */
    private static final MessageDigest DIGEST = digest();

    private JournalJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON: " + value.getClass(), e);
        }
    }

    static <T> T read(String json, Class<T> type) {
        // From characters: a long string would be read piece by piece, and its text could not be cut out.
        try (JsonParser parser = MAPPER.getFactory().createParser(json.toCharArray())) {
            return MAPPER.readValue(parser, type);
        } catch (IOException e) {
            throw new IllegalStateException("not readable as " + type, e);
        }
    }

    static Map<String, Object> readMap(String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not readable as a JSON object", e);
        }
    }

    static List<Object> readList(String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<List<Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not readable as a JSON array", e);
        }
    }

    /** Any value: map, list, text, number, boolean; an empty object for null. */
    static Object readAny(String json) {
        try {
            @Nullable Object value = MAPPER.readValue(json, Object.class);
            return value == null ? Map.of() : value;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not readable as JSON", e);
        }
    }

    static Map<String, String> readLabels(String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not readable as labels", e);
        }
    }

    /** SHA-256 of the value's canonical JSON (members sorted), as hex. */
    static String hash(Object value) {
        try {
            byte[] json = value instanceof String text
                    ? text.getBytes(StandardCharsets.UTF_8)
                    : CANONICAL.writeValueAsBytes(value);
            return HexFormat.of().formatHex(((MessageDigest) DIGEST.clone()).digest(json));
        } catch (JsonProcessingException | CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
