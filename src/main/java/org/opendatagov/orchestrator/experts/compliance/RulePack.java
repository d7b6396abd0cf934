package org.opendatagov.orchestrator.experts.compliance;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Rules as data, read from a resource. */
record RulePack(List<GdprRule> rules) {
    RulePack {
        rules = List.copyOf(rules);
    }

    static RulePack read(String resource) {
        try (InputStream input = RulePack.class.getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalStateException("the rule pack " + resource + " is missing");
            }
            return new ObjectMapper(new YAMLFactory()).readValue(input, RulePack.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the rule pack " + resource + " cannot be read", e);
        }
    }
}
