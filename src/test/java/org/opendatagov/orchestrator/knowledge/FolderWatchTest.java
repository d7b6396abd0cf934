package org.opendatagov.orchestrator.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.adapter.memory.MemoryIndexes;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.opendatagov.orchestrator.problem.Problem;
import org.opendatagov.orchestrator.support.TestClock;
import org.springframework.util.unit.DataSize;

class FolderWatchTest {
    private static final String NAME = "expert=CostExpert/rules.md";

    @TempDir
    Path home = Path.of("");

    private final TestClock clock = new TestClock();
    private final FakeDocumentFiles files = new FakeDocumentFiles();
    private final Embedder embedder = new Embedder(Path.of("target"));
    private Instant now = Instant.EPOCH;
    private Folder folder = new Folder(Path.of(""));

    /** A folder with all that looks after it. */
    private final class Folder implements AutoCloseable {
        private final FakeDocumentStore store = new FakeDocumentStore();
        private final IndexFollower follower;
        private final KnowledgeFolder taken;
        private final FolderWatch watch;

        Folder(Path path) {
            KnowledgeSettings settings =
                    new KnowledgeSettings(path.toString(), DataSize.ofMegabytes(1), 1000, 150, Duration.ofDays(1));
            Ingestion ingestion = new Ingestion(store, embedder, settings);
            follower = new IndexFollower(store, MemoryIndexes.passages(), settings);
            KnowledgeDocuments documents = new KnowledgeDocuments(
                    store, files, ingestion, new StarterDocuments(ingestion), follower, settings);
            taken = new KnowledgeFolder(documents, files, settings);
            watch = new FolderWatch(taken, documents, files, settings, 2000, clock);
        }

        @Override
        public void close() {
            follower.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        folder.close();
        folder = new Folder(home.resolve("knowledge"));
        write("# Rules\n\nBuy nothing on Mondays.\n");
        folder.taken.take(NAME);
    }

    @AfterEach
    void close() {
        folder.close();
        embedder.close();
    }

    private Path file() {
        return home.resolve("knowledge").resolve(NAME);
    }

    private void write(String text) throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), text);
    }

    private void look(Duration later) {
        now = now.plus(later);
        clock.set(now);
        folder.watch.look();
    }

    @Test
    void a_file_is_gone_once_it_was_missing_as_long_as_files_settle() throws IOException {
        look(Duration.ofSeconds(60));
        assertThat(files.gone()).isEmpty();
        Files.delete(file());

        look(Duration.ZERO);
        look(Duration.ofMillis(1999));
        assertThat(files.gone()).isEmpty();
        look(Duration.ofMillis(1));
        look(Duration.ofSeconds(60));

        assertThat(files.gone()).containsExactly(NAME);
    }

    @Test
    void a_file_that_a_program_saves_by_deleting_it_first_is_not_gone() throws IOException {
        Files.delete(file());
        look(Duration.ZERO);
        write("# Rules\n\nBuy nothing on Tuesdays.\n");
        look(Duration.ofSeconds(3));
        Files.delete(file());
        look(Duration.ofSeconds(3));

        assertThat(files.gone()).isEmpty();
    }

    @Test
    void a_file_that_is_back_as_it_was_is_taken_again() throws IOException {
        Files.delete(file());
        look(Duration.ZERO);
        look(Duration.ofSeconds(2));
        write("# Rules\n\nBuy nothing on Mondays.\n");

        look(Duration.ofSeconds(1));

        assertThat(files.list("", 10)).extracting(DocumentFiles.State::path).containsExactly(NAME);
    }

    @Test
    void a_folder_that_is_missing_as_a_whole_takes_no_document_along() throws IOException {
        Files.move(home.resolve("knowledge"), home.resolve("elsewhere"));

        look(Duration.ofSeconds(60));
        look(Duration.ofSeconds(60));

        assertThat(files.gone()).isEmpty();
    }

    @Test
    void a_file_that_came_while_the_store_was_away_is_taken_when_it_is_back() throws IOException {
        write("");
        files.away(true);
        assertThatThrownBy(() -> folder.taken.take(NAME)).isInstanceOf(OrchestratorException.class);
        assertThat(files.list("", 10).getFirst().problems()).isEmpty();
        files.away(false);

        look(Duration.ofSeconds(1));

        assertThat(files.list("", 10).getFirst().problems()).hasSize(1);
        assertThat(folder.taken.again()).isEmpty();
    }

    @Test
    void what_is_wrong_with_a_file_is_kept_beside_the_version_it_gave() throws IOException {
        write("");
        folder.taken.take(NAME);

        DocumentFiles.State state = files.list("", 10).getFirst();
        assertThat(state.version()).contains(1);
        assertThat(state.problems()).extracting(Problem::code).containsExactly("empty");
    }
}
