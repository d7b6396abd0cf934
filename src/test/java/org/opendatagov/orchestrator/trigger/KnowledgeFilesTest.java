package org.opendatagov.orchestrator.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.knowledge.DocumentFiles.State;
import org.opendatagov.orchestrator.knowledge.DocumentPassage;
import org.opendatagov.orchestrator.knowledge.DocumentVersion;
import org.opendatagov.orchestrator.knowledge.KnowledgeDocuments;
import org.opendatagov.orchestrator.knowledge.KnowledgeQuery;
import org.opendatagov.orchestrator.knowledge.KnowledgeSearch;
import org.opendatagov.orchestrator.knowledge.Passage;
import org.opendatagov.orchestrator.problem.Problem;

/** Files below the folder of documents come, change, spoil and go, while the service runs and between two of its lives. */
class KnowledgeFilesTest extends TriggerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    Map<String, Object> settings() {
        return Map.of(
                "orchestrator.knowledge.folder", folder.resolve("knowledge"), "orchestrator.knowledge.poll", "200ms");
    }

    @BeforeAll
    void begin() {
        start();
    }

    private static Path write(String name, String text) throws IOException {
        Path file = folder.resolve("knowledge").resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private List<Integer> versions(String id) {
        return bean(KnowledgeDocuments.class).list("", 1000).stream()
                .filter(document -> document.id().equals(id))
                .map(DocumentVersion::version)
                .toList();
    }

    private void awaitCurrent(String id, Integer... versions) {
        await().atMost(PATIENCE).until(() -> versions(id).equals(List.of(versions)));
    }

    private List<String> found(String text) {
        return bean(KnowledgeSearch.class).search(new KnowledgeQuery(text, "", "", Map.of(), 5)).stream()
                .map(Passage::citation)
                .toList();
    }

    /** The index is brought to what the store holds a moment later. */
    private void awaitFound(String text, String citation) {
        await().atMost(PATIENCE).until(() -> found(text).contains(citation));
    }

    private State state(String path) {
        return bean(KnowledgeDocuments.class).files("", 1000).stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private void awaitProblem(String path, String code) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(state(path).problems())
                        .extracting(Problem::code)
                        .containsExactly(code));
    }

    @Test
    void a_document_whose_file_is_deleted_is_found_no_more_and_stays_readable_for_whoever_cites_it()
            throws IOException {
        Path file = write("quokka.md", "# Quokkas\n\nQuokkas eat leaves of acacias at dusk.\n");
        awaitCurrent("quokka", 1);
        awaitFound("what do quokkas eat", "knowledge:quokka@1#1");

        Files.delete(file);
        awaitCurrent("quokka");

        KnowledgeDocuments documents = bean(KnowledgeDocuments.class);
        assertThat(found("what do quokkas eat")).doesNotContain("knowledge:quokka@1#1");
        assertThat(documents.retired("", "quokka")).isPresent();
        assertThat(documents.passages("", "quokka", 1))
                .extracting(DocumentPassage::text)
                .containsExactly("Quokkas eat leaves of acacias at dusk.");

        write("quokka.md", "# Quokkas\n\nQuokkas eat leaves of acacias at dusk.\n");
        awaitCurrent("quokka", 1);
        assertThat(documents.retired("", "quokka")).isEmpty();
        awaitFound("what do quokkas eat", "knowledge:quokka@1#1");
    }

    @Test
    void a_file_that_is_emptied_or_spoilt_leaves_its_last_good_version_and_says_what_is_wrong() throws IOException {
        write("wombat.md", "# Wombats\n\nWombats dig at night.\n");
        awaitCurrent("wombat", 1);

        write("wombat.md", "");
        awaitProblem("wombat.md", "empty");
        write("wombat.md", "\0\1\2 no text");
        awaitProblem("wombat.md", "binary");

        assertThat(versions("wombat")).containsExactly(1);
        assertThat(state("wombat.md").version()).contains(1);
        awaitFound("when do wombats dig", "knowledge:wombat@1#1");
        write("wombat.md", "# Wombats\n\nWombats dig at dawn.\n");
        awaitCurrent("wombat", 2);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(state("wombat.md").problems()).isEmpty());
    }

    @Test
    void a_file_that_goes_while_the_service_is_down_is_missed_when_it_is_back() throws IOException {
        Path file = write("numbat.md", "# Numbats\n\nNumbats eat termites.\n");
        awaitCurrent("numbat", 1);

        stop();
        Files.delete(file);
        start();

        awaitCurrent("numbat");
        assertThat(bean(KnowledgeDocuments.class).versions("", "numbat")).hasSize(1);
    }
}
