package org.opendatagov.orchestrator.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertReport;

/** Holds what an expert answers against the JSON schema that it publishes. */
public final class ResultCheck {
    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module());

    private ResultCheck() {}

    /** The result as JSON, once it is valid. */
    public static JsonNode valid(ExpertAction action, ExpertReport report) {
        JsonNode result = JSON.valueToTree(report.result());
        var schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(JSON.<JsonNode>valueToTree(action.result()));
        assertThat(schema.validate(result)).as("result of %s", action.name()).isEmpty();
        return result;
    }

    /** Everything that the expert answers, as text. */
    public static String text(ExpertReport report) {
        return JSON.valueToTree(report).toString();
    }
}
