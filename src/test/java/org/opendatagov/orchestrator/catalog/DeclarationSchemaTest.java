package org.opendatagov.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema of declaration files says the same as the service that reads them. */
class DeclarationSchemaTest {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private final JsonNode text = read();
    private final JsonSchema schema =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);

    @TempDir
    private Path folder;

    private static JsonNode read() {
        try (InputStream file = DeclarationSchemaTest.class.getResourceAsStream("/schemas/declarations.schema.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(file));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private DeclarationFile taken(String yaml) throws Exception {
        return DeclarationFile.read(Files.writeString(folder.resolve("file.yaml"), yaml));
    }

    @Test
    void all_members_are_in_the_schema() {
        List<String> named = new ArrayList<>();
        text.at("/properties/datasets/items/properties").fieldNames().forEachRemaining(named::add);
        named.remove("location");

        assertThat(new TreeSet<>(named)).isEqualTo(DeclarationChecks.names());
    }

    @Test
    void the_example_of_the_documentation_is_right() throws Exception {
        String page = Files.readString(Path.of("docs/declarations.md"));
        String example = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```\n", page.indexOf("```yaml")));

        assertThat(schema.validate(YAML.readTree(example))).isEmpty();
        assertThat(taken(example).problems()).isEmpty();
        assertThat(taken(example).statements()).containsOnlyKeys("samples/customer_transactions.parquet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{owner: 5}",
                "{owner: ' '}",
                "{region: EU West}",
                "{tags: gold}",
                "{tags: [1]}",
                "{lawful_basis: hope}",
                "{retention: two years}",
                "{special_category_condition: none}",
                "{transfer_safeguard: trust}",
                "{colour: red}",
                "{schedule: {runs_per_month: 1}}",
                "{schedule: {runs_per_month: 1, hours_per_run: 1, executors: 1.5, executor_rate: 1}}",
                "{schedule: {runs_per_month: -1, hours_per_run: 1, executors: 1, executor_rate: 1}}"
            })
    void what_one_refuses_the_other_does(String members) throws Exception {
        String yaml = "datasets: [{location: a.csv, " + members.substring(1) + "]";

        assertThat(schema.validate(YAML.readTree(yaml))).isNotEmpty();
        assertThat(taken(yaml).problems()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{owner: null}",
                "{retention: P90D}",
                "{retention: PT24H}",
                "{schedule: null}",
                "{tags: []}",
                "{schedule: {runs_per_month: 1, hours_per_run: 0.5, executors: 1, executor_rate: 0}}"
            })
    void what_one_takes_the_other_does(String members) throws Exception {
        String yaml = "datasets: [{location: a.csv, " + members.substring(1) + "]";

        assertThat(schema.validate(YAML.readTree(yaml))).isEmpty();
        assertThat(taken(yaml).problems()).isEmpty();
    }
}
