package org.opendatagov.orchestrator.experts.compliance;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads rules that are data. What is left out of a list is an empty list. */
final class RuleFiles {
    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .withConfigOverride(
                    java.util.List.class,
                    override -> override.setSetterInfo(com.fasterxml.jackson.annotation.JsonSetter.Value.forValueNulls(
                            com.fasterxml.jackson.annotation.Nulls.AS_EMPTY)))
            .build();

    private RuleFiles() {}

    static <T> T read(String resource, Class<T> type) {
        try (InputStream input = RuleFiles.class.getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalStateException("the rules " + resource + " are missing");
            }
            return YAML.readValue(input, type);
        } catch (IOException e) {
            throw new UncheckedIOException("the rules " + resource + " cannot be read", e);
        }
    }

    static <T> T read(byte[] text, Class<T> type) throws IOException {
        return YAML.readValue(text, type);
    }

    /** Maps, lists and values as they stand. */
    static Object tree(byte[] text) throws IOException {
        return YAML.readValue(text, Object.class);
    }
}
