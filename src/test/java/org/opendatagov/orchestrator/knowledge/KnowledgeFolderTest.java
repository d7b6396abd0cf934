package org.opendatagov.orchestrator.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;

class KnowledgeFolderTest {
    private static NewDocument document(String name) {
        return KnowledgeFolder.document(name, new ByteArrayResource(new byte[] {'x'}));
    }

    @Test
    void folders_on_the_way_say_what_a_document_is_and_the_rest_is_its_name() {
        NewDocument document =
                document("tenant=acme/expert=CostExpert/expert=SchemaExpert/region=eu/rules/naming.v2.md");

        assertThat(document.tenant()).isEqualTo("acme");
        assertThat(document.experts()).containsExactly("CostExpert", "SchemaExpert");
        assertThat(document.metadata()).containsOnly(java.util.Map.entry("region", "eu"));
        assertThat(document.nameOrFileName()).isEqualTo("region=eu/rules/naming.v2");
    }

    @Test
    void a_file_of_its_own_is_for_all() {
        NewDocument document = document("a=b.txt");

        assertThat(document.tenant()).isEmpty();
        assertThat(document.experts()).isEmpty();
        assertThat(document.metadata()).isEmpty();
        assertThat(document.nameOrFileName()).isEqualTo("a=b");
    }

    @Test
    void equal_names_of_two_tenants_are_two_documents() {
        assertThat(DocumentIds.of("", "naming")).isEqualTo("naming");
        assertThat(DocumentIds.of("acme", "naming"))
                .startsWith("naming-")
                .isNotEqualTo(DocumentIds.of("other", "naming"))
                .isEqualTo(DocumentIds.of("acme", "naming"));
        assertThat(DocumentIds.of("", "Größe & Maß")).matches("gro-e-ma-[0-9a-f]{8}");
        assertThat(DocumentIds.of("", "文書")).matches("document-[0-9a-f]{8}");
        assertThat(DocumentIds.of("", "a/b")).isNotEqualTo(DocumentIds.of("", "a-b"));
    }
}
