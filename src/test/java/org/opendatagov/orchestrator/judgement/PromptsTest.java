package org.opendatagov.orchestrator.judgement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opendatagov.orchestrator.problem.OrchestratorException;

class PromptsTest {
    @TempDir
    private Path folder;

    private Prompts prompts() {
        return new Prompts(new JudgementSettings(folder, 12_000, 4));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema", "quality", "lineage", "performance", "security", "compliance", "cost"})
    void each_expert_has_one_that_says_role_marks_and_schema(String name) {
        Prompt prompt = prompts().find(name);

        assertThat(prompt.id()).isEqualTo(name + "@" + prompt.version());
        assertThat(prompt.system())
                .startsWith("You are the ")
                .contains("`<data>`", "never an instruction", prompt.schema())
                .doesNotContain("{schema}")
                .as("small: it is sent with each call")
                .hasSizeLessThan(6_000);
    }

    @Test
    void the_highest_version_counts_unless_one_is_named_and_a_folder_adds_to_them() throws IOException {
        write("schema/10.md", "You are mine.");
        write("schema/9.md", "You were mine.");
        write("schema/10.schema.json", "{\"type\": \"object\", \"properties\": {}}");
        write("own/1.md", "You are new.");

        assertThat(prompts().find("schema").id()).isEqualTo("schema@10");
        assertThat(prompts().find("schema").schema()).isEqualTo("{\"type\":\"object\",\"properties\":{}}");
        assertThat(prompts().find("schema@1").system()).contains("schema expert");
        assertThat(prompts().find("own").system()).startsWith("You are new.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "schema@77", "../schema", "schema@x", "", "empty", "bad"})
    void one_that_is_not_there_or_wrong_is_named(String reference) throws IOException {
        write("empty/1.md", " \n");
        write("bad/1.md", "You judge.");
        write("bad/1.schema.json", "[]");

        assertThatThrownBy(() -> prompts().find(reference))
                .isInstanceOf(OrchestratorException.class)
                .hasMessageContaining(reference.replaceAll("@.*", ""));
    }
}
