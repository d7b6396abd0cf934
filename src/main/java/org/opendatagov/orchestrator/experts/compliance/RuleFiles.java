package org.opendatagov.orchestrator.experts.compliance;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads rules that are data. */
final class RuleFiles {
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
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
}
