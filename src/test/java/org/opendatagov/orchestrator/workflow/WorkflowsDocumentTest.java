package org.opendatagov.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WorkflowsDocumentTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    private static List<String> examples() throws IOException {
        String document = Files.readString(Path.of("docs/workflows.md"));
        return EXAMPLE.matcher(document).results().map(match -> match.group(1)).toList();
    }

    @Test
    void the_example_of_a_definition_reads() throws IOException {
        Plan plan = Definitions.read(examples().getFirst());
        assertThat(plan.levels()).containsExactly(List.of("scan", "schema"), List.of("release"), List.of("tell"));
        assertThat(plan.referencedInputs()).containsExactly("orders");
    }

    @Test
    void the_example_of_a_template_reads() throws IOException {
        Plan plan = TemplateReader.read(examples().getLast(), "audit_table.camel.yaml", Definitions.KNOWN)
                .plan();
        assertThat(plan.levels())
                .containsExactly(List.of("scan", "schema"), List.of("release"), List.of("tell"), List.of("settle"));
        assertThat(plan.groups()).extracting(Group::id).containsExactly("owners", "loop1");
    }
}
