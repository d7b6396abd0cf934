package org.opendatagov.orchestrator.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.springframework.util.unit.DataSize;

/** Conversions of one dataset at the same time. */
@Timeout(60)
class TextConversionTest {
    private static final int LIMIT = 100_000;

    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch second = new CountDownLatch(1);
    private final AtomicInteger looks = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private boolean firstFails;

    @AfterEach
    void stop() throws InterruptedException {
        first.countDown();
        second.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** A conversion begins with a look at the files: the first look ever waits for a latch, and the second for another. */
    private final class HeldFiles extends AbstractList<Path> {
        private final Path file;

        private HeldFiles(Path file) {
            this.file = file;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public Path get(int index) {
            int look = looks.incrementAndGet();
            try {
                if (look == 1) {
                    first.await();
                    if (firstFails) {
                        throw new OrchestratorException(ErrorCode.UNAVAILABLE, "The first look fails.");
                    }
                } else if (look == 2) {
                    second.await();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return file;
        }
    }

    private static StagingFolder staging(DataFolders folders) {
        return new StagingFolder(
                folders, new DatasetSettings(List.of(), DataSize.ofMegabytes(1), DataSize.ofBytes(LIMIT)));
    }

    private static TextConversion conversion(DataFolders folders, StagingFolder staging) {
        DuckDbSettings settings = new DuckDbSettings(2, DataSize.ofMegabytes(500), DataSize.ofMegabytes(500));
        return new TextConversion(new DuckDb(settings, folders), staging);
    }

    private LocatedFiles csv(Path data) throws IOException {
        Path file = Files.writeString(data.resolve("a.csv"), "a,b\n1,2\n");
        Dataset dataset = new Dataset("id", "a.csv", DatasetFormat.CSV, "fingerprint", 8, List.of("a.csv"));
        return new LocatedFiles(dataset, new HeldFiles(file), List.of());
    }

    private FutureTask<ReadableFiles> start(TextConversion conversion, LocatedFiles located, StagingFolder.Use use) {
        FutureTask<ReadableFiles> task =
                new FutureTask<>(() -> conversion.convert(located, new QueryPool.Cancellation(), use));
        Thread thread = Thread.ofPlatform().daemon().start(task);
        threads.add(thread);
        return task;
    }

    private void awaitThatTheLastWaits() {
        Thread last = threads.getLast();
        await().until(() -> last.getState() == Thread.State.WAITING || !last.isAlive());
    }

    @Test
    void after_one_that_failed_those_that_waited_and_those_that_come_convert_once(@TempDir Path data) throws Exception {
        DataFolders folders = new DataFolders(data);
        StagingFolder staging = staging(folders);
        TextConversion conversion = conversion(folders, staging);
        LocatedFiles located = csv(data);
        firstFails = true;
        FutureTask<ReadableFiles> failing = start(conversion, located, staging.use());
        await().until(() -> looks.get() == 1);
        FutureTask<ReadableFiles> waiting = start(conversion, located, staging.use());
        awaitThatTheLastWaits();
        first.countDown();
        assertThatThrownBy(failing::get).isInstanceOf(ExecutionException.class);
        await().until(() -> looks.get() == 2);

        FutureTask<ReadableFiles> coming = start(conversion, located, staging.use());
        awaitThatTheLastWaits();
        assertThat(looks).hasValue(2);

        second.countDown();
        assertThat(coming.get().files())
                .isEqualTo(waiting.get().files())
                .allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void who_left_while_it_waited_for_anothers_copy_does_not_keep_it(@TempDir Path data) throws Exception {
        DataFolders folders = new DataFolders(data);
        StagingFolder staging = staging(folders);
        TextConversion conversion = conversion(folders, staging);
        LocatedFiles located = csv(data);
        second.countDown();
        StagingFolder.Use one = staging.use();
        StagingFolder.Use other = staging.use();
        FutureTask<ReadableFiles> converting = start(conversion, located, one);
        await().until(() -> looks.get() == 1);
        FutureTask<ReadableFiles> waiting = start(conversion, located, other);
        awaitThatTheLastWaits();
        other.close();
        first.countDown();
        Path copy = converting.get().files().getFirst();
        one.close();

        assertThatThrownBy(waiting::get).hasCauseInstanceOf(OrchestratorException.class);
        staging.makeRoom(LIMIT, "all").close();
        assertThat(copy).doesNotExist();
    }
}
