package org.opendatagov.orchestrator.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.util.unit.DataSize;

@Timeout(60)
class StagingFolderTest {
    private static final int LIMIT = 100;

    private StagingFolder staging = folder(Path.of("target/test-data/no-staging"));

    @BeforeEach
    void create(@TempDir Path data) {
        staging = folder(data);
    }

    private static StagingFolder folder(Path data) {
        return new StagingFolder(
                new DataFolders(data),
                new DatasetSettings(List.of(), DataSize.ofMegabytes(1), DataSize.ofBytes(LIMIT)));
    }

    private Path write(String name, int bytes) throws IOException {
        return Files.write(staging.folder("s3", name).resolve(name), new byte[bytes]);
    }

    private static void assertFails(ErrorCode code, Callable<?> call) {
        assertThatThrownBy(call::call)
                .isInstanceOfSatisfying(
                        OrchestratorException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void a_file_that_is_being_written_counts_once_and_stays() throws IOException {
        Path folder = staging.folder("s3", "large");
        Path partial = folder.resolve("large.partial");
        Path whole = folder.resolve("large");
        StagingFolder.Reservation room = staging.makeRoom(60, "large", partial, whole);
        Files.write(partial, new byte[60]);
        staging.makeRoom(40, "small").close();
        Files.move(partial, whole);
        staging.makeRoom(40, "small").close();
        assertFails(ErrorCode.LIMIT_REACHED, () -> staging.makeRoom(41, "more"));
        room.close();
        assertThat(whole).exists();

        staging.makeRoom(LIMIT, "all").close();
        assertThat(whole).doesNotExist();
    }

    @Test
    void files_that_come_and_go_meanwhile_hinder_nobody() throws Exception {
        Path folder = staging.folder("s3", "moved");
        for (int copy = 0; copy < 300; copy++) {
            Files.createFile(folder.resolve("copy-" + copy));
        }
        Callable<Boolean> moving = () -> {
            for (int turn = 0; turn < 1_000; turn++) {
                Path partial = Files.write(folder.resolve(turn + ".partial"), new byte[1]);
                Files.move(partial, folder.resolve("whole"), StandardCopyOption.ATOMIC_MOVE);
            }
            return true;
        };
        try (var threads = Executors.newSingleThreadExecutor()) {
            Future<Boolean> mover = threads.submit(moving);
            while (!mover.isDone()) {
                staging.makeRoom(1, "other").close();
            }
            assertThat(mover.get()).isTrue();
        }
    }

    @Test
    void what_is_in_use_stays_until_its_last_reader_has_left() throws IOException {
        Path read = write("read", 60);
        StagingFolder.Use one = staging.use();
        StagingFolder.Use other = staging.use();
        one.add(List.of(read));
        other.add(List.of(read));
        one.close();
        one.close();
        assertFails(ErrorCode.LIMIT_REACHED, () -> staging.makeRoom(LIMIT, "all"));

        other.close();
        staging.makeRoom(LIMIT, "all").close();
        assertThat(read).doesNotExist();
    }

    @Test
    void a_reader_that_has_left_keeps_nothing_any_more() throws IOException {
        Path late = write("late", 60);
        StagingFolder.Use use = staging.use();
        use.close();
        assertFails(ErrorCode.UNAVAILABLE, () -> {
            use.add(List.of(late));
            return late;
        });

        staging.makeRoom(LIMIT, "all").close();
        assertThat(late).doesNotExist();
    }
}
