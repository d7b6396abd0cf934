package org.opendatagov.orchestrator.openlineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/** JSON with its members in order, so that equal events are equal texts; passwords in addresses are left out. */
record CanonicalJson(String text, String digest) {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    static CanonicalJson of(Object value) {
        try {
            String text = Secrets.hidden(MAPPER.writeValueAsString(value));
            return new CanonicalJson(text, digest(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON", e);
        }
    }

    /** The value again, without what was left out. */
    Map<?, ?> object() {
        try {
            return MAPPER.readValue(text, Map.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not readable as JSON", e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Addresses with a password in them: {@code postgres://user:password@host}. */
    static final class Secrets {
        private static final Pattern PASSWORD = Pattern.compile("(://[^/:@\\s\"]*:)[^/@\\s\"]+@");

        private Secrets() {}

        static String hidden(String json) {
            return PASSWORD.matcher(json).replaceAll("$1***@");
        }
    }
}
