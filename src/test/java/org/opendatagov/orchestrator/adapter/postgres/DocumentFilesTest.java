package org.opendatagov.orchestrator.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.knowledge.DocumentFiles.Seen;
import org.opendatagov.orchestrator.knowledge.DocumentFiles.Source;
import org.opendatagov.orchestrator.knowledge.DocumentFiles.State;
import org.opendatagov.orchestrator.knowledge.DocumentPassage;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Change;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Draft;
import org.opendatagov.orchestrator.knowledge.DocumentStore.Vectored;
import org.opendatagov.orchestrator.knowledge.DocumentVersion;
import org.opendatagov.orchestrator.knowledge.NewDocument;
import org.opendatagov.orchestrator.knowledge.PassageIndex.Hit;
import org.opendatagov.orchestrator.knowledge.TextVector;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;

class DocumentFilesTest {
    private static final UUID SELF = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final Problem PROBLEM = new Problem("empty", "/file", "The file is empty.");

    private final DataSource database = TestDatabase.create();
    private final PostgresDocumentStore store = new PostgresDocumentStore(database);
    private final PostgresDocumentFiles files = new PostgresDocumentFiles(database);

    private int save(String id, String text) {
        NewDocument document = new NewDocument(
                id + ".md",
                new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)),
                id,
                "",
                "",
                "",
                List.of(),
                Map.of());
        Vectored piece = new Vectored(new DocumentPassage(1, "", "line 1", text), TextVector.of(new float[] {1}));
        return store.save(new Draft(id, document, id, "", "markdown", text, List.of(piece)))
                .version()
                .version();
    }

    private static Source source(String path) {
        return new Source(path, "", "a");
    }

    @Test
    void a_document_whose_file_is_gone_is_not_found_and_its_versions_stay_readable() {
        files.gave(source("a.md"), save("a", "one"));
        files.gave(source("a.md"), save("a", "two"));
        long position = store.changes(0).getLast().change();

        assertThat(files.gone(SELF, "a.md")).isTrue();

        assertThat(store.list("", 10)).isEmpty();
        assertThat(store.found("", List.of(new Hit("a", 2, 1, 1)))).isEmpty();
        assertThat(store.changes(position)).extracting(Change::version).containsExactly(0);
        assertThat(store.retired("", "a")).isPresent();
        assertThat(store.versions("", "a")).extracting(DocumentVersion::version).containsExactly(2, 1);
        assertThat(store.passages("", "a", 1)).extracting(DocumentPassage::text).containsExactly("one");
        assertThat(files.seen()).containsExactly(new Seen("a.md", true));
        assertThat(files.list("", 10)).isEmpty();
    }

    @Test
    void it_is_back_when_the_file_is_and_can_be_deleted_for_good() {
        files.gave(source("a.md"), save("a", "one"));
        files.gone(SELF, "a.md");

        files.gave(
                source("a.md"), store.same("a", "one").orElseThrow().version().version());
        assertThat(store.list("", 10)).extracting(DocumentVersion::version).containsExactly(1);
        assertThat(store.retired("", "a")).isEmpty();
        assertThat(files.seen()).containsExactly(new Seen("a.md", false));

        files.gone(SELF, "a.md");
        assertThat(store.remove("", "a")).isTrue();
        assertThat(store.retired("", "a")).isEmpty();
        assertThat(store.versions("", "a")).isEmpty();
    }

    @Test
    void a_version_that_was_sent_later_by_another_way_stays() {
        files.gave(source("a.md"), save("a", "of the file"));
        save("a", "sent");

        assertThat(files.gone(SELF, "a.md")).isTrue();

        assertThat(store.list("", 10)).extracting(DocumentVersion::version).containsExactly(2);
    }

    @Test
    void another_file_of_the_same_document_takes_over() {
        files.gave(source("a.md"), save("a", "one"));
        files.gave(source("a.txt"), save("a", "two"));

        files.gone(SELF, "a.txt");

        assertThat(store.list("", 10)).extracting(DocumentVersion::version).containsExactly(1);
        assertThat(store.retired("", "a")).isEmpty();
    }

    @Test
    void a_file_that_another_replica_sees_retires_nothing() {
        files.gave(source("a.md"), save("a", "one"));
        files.hold(OTHER, List.of("a.md", "b.md"));

        assertThat(files.gone(SELF, "a.md")).isFalse();
        assertThat(store.list("", 10)).hasSize(1);

        JdbcClient.create(database)
                .sql("UPDATE knowledge_holder SET seen = seen - interval '31 s'")
                .update();
        assertThat(files.gone(SELF, "a.md")).isTrue();
        files.hold(SELF, List.of());
        assertThat(JdbcClient.create(database)
                        .sql("SELECT holder FROM knowledge_holder")
                        .query(UUID.class)
                        .list())
                .containsExactly(SELF);
    }

    @Test
    void what_is_wrong_is_told_beside_the_version_that_stays_to_those_who_may_see_it() {
        files.refused(new Source("tenant=acme/b.md", "acme", "b"), List.of(PROBLEM));
        files.gave(source("a.md"), save("a", "one"));
        files.refused(source("a.md"), List.of(PROBLEM, PROBLEM));

        State state = files.list("", 10).getFirst();
        assertThat(state.version()).contains(1);
        assertThat(state.problems()).containsExactly(PROBLEM, PROBLEM);
        assertThat(files.list("", 10)).hasSize(1);
        assertThat(files.list("acme", 10))
                .hasSize(2)
                .last()
                .satisfies(other -> assertThat(other.version()).isEmpty());
        assertThat(store.list("", 10)).hasSize(1);
    }
}
