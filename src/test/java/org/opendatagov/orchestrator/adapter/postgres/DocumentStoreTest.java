package org.opendatagov.orchestrator.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.knowledge.DocumentPassage;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Change;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Draft;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Saved;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Vectored;
import org.opendatagov.orchestrator.knowledge.DocumentVersion;
import org.opendatagov.orchestrator.knowledge.NewDocument;
import org.opendatagov.orchestrator.knowledge.Passage;
import org.opendatagov.orchestrator.knowledge.PassageIndex;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Hit;
import org.opendatagov.orchestrator.knowledge.TextVector;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.core.io.ByteArrayResource;

class DocumentStoreTest {
    private final PostgresDocumentStore store = new PostgresDocumentStore(TestDatabase.create());

    private static Draft draft(String id, String tenant, String text) {
        NewDocument document = new NewDocument(
                id + ".md",
                new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)),
                id,
                tenant,
                "",
                "",
                List.of("CostExpert"),
                Map.of("region", "eu"));
        Vectored piece =
                new Vectored(new DocumentPassage(1, "Part", "line 2", text), TextVector.of(new float[] {3, 4}));
        return new Draft(id, document, "Title", "Source", "markdown", "hash of " + text, List.of(piece));
    }

    private static Hit hit(String id, int version) {
        return new Hit(id, version, 1, 0.5);
    }

    @Test
    void versions_are_numbered_and_equal_content_is_the_version_it_was() {
        assertThat(store.save(draft("a", "", "one")).version().version()).isEqualTo(1);
        assertThat(store.save(draft("a", "", "two")).version().version()).isEqualTo(2);
        Saved again = store.save(draft("a", "", "one"));

        assertThat(again.created()).isFalse();
        assertThat(again.version().version()).isEqualTo(1);
        assertThat(store.list("", 10)).extracting(DocumentVersion::version).containsExactly(1);
        assertThat(store.versions("", "a")).extracting(DocumentVersion::version).containsExactly(1, 2);
        assertThat(store.same("a", "hash of two").orElseThrow().version().version())
                .isEqualTo(2);
        assertThat(store.list("", 10)).extracting(DocumentVersion::version).containsExactly(2);
        assertThat(store.same("a", "hash of three")).isEmpty();
    }

    @Test
    void everything_said_of_a_document_is_kept() {
        store.save(draft("a", "acme", "one"));

        DocumentVersion version = store.versions("acme", "a").getFirst();
        assertThat(version)
                .usingRecursiveComparison()
                .ignoringFields("createdAt")
                .isEqualTo(new DocumentVersion(
                        "a",
                        1,
                        "a",
                        "acme",
                        "Title",
                        "Source",
                        "markdown",
                        List.of("CostExpert"),
                        Map.of("region", "eu"),
                        3,
                        1,
                        version.createdAt()));
        PassageIndex.Entry entry = store.entry("a", 1).orElseThrow();
        assertThat(entry.passages().getFirst().text()).isEqualTo("Title > Part\none");
        assertThat(entry.passages().getFirst().vector().numbers()).containsExactly(0.6f, 0.8f);
        assertThat(entry.tenant()).isEqualTo("acme");
    }

    @Test
    void a_tenants_documents_are_nobody_elses() {
        store.save(draft("own", "acme", "one"));
        store.save(draft("all", "", "two"));

        assertThat(store.list("other", 10)).extracting(DocumentVersion::id).containsExactly("all");
        assertThat(store.list("acme", 10)).extracting(DocumentVersion::id).containsExactly("all", "own");
        assertThat(store.versions("other", "own")).isEmpty();
        assertThat(store.passages("", "own", 1)).isEmpty();
        assertThat(store.found("other", List.of(hit("own", 1), hit("all", 1))))
                .extracting(Passage::document)
                .containsExactly("all");
        assertThat(store.remove("other", "own")).isFalse();
        assertThat(store.remove("acme", "all")).isFalse();
    }

    @Test
    void what_is_found_is_of_current_versions_in_the_order_of_the_hits() {
        store.save(draft("a", "", "old"));
        store.save(draft("a", "", "new"));
        store.save(draft("b", "", "other"));

        assertThat(store.found("", List.of(hit("b", 1), hit("a", 1), hit("a", 2), hit("none", 1))))
                .extracting(Passage::citation)
                .containsExactly("knowledge:b@1#1", "knowledge:a@2#1");
        assertThat(store.passages("", "a", 1)).extracting(DocumentPassage::text).containsExactly("old");
    }

    @Test
    void a_deleted_document_is_gone_and_its_numbers_are_not_given_again() {
        store.save(draft("a", "", "one"));

        assertThat(store.remove("", "a")).isTrue();
        assertThat(store.remove("", "a")).isFalse();
        assertThat(store.versions("", "a")).isEmpty();
        assertThat(store.known("a", "hash of anything")).isTrue();
        assertThat(store.save(draft("a", "", "one")).version().version()).isEqualTo(2);
    }

    @Test
    void changes_are_told_in_order_the_last_one_of_each_document() {
        store.save(draft("a", "", "one"));
        store.save(draft("b", "", "one"));
        long position = store.changes(0).getLast().change();
        store.save(draft("a", "", "two"));
        store.remove("", "b");

        assertThat(store.changes(0)).extracting(Change::id).containsExactly("a", "b");
        assertThat(store.changes(position)).extracting(Change::version).containsExactly(2, 0);
        assertThat(store.entry("a", 1)).isEmpty();
    }

    @Test
    void the_same_sent_by_many_at_once_is_one_version() {
        List<CompletableFuture<Saved>> sent = IntStream.range(0, 8)
                .mapToObj(number -> CompletableFuture.supplyAsync(() -> store.save(draft("a", "", "one"))))
                .toList();

        assertThat(sent.stream().map(CompletableFuture::join).filter(Saved::created))
                .hasSize(1);
        assertThat(store.versions("", "a")).hasSize(1);
    }
}
