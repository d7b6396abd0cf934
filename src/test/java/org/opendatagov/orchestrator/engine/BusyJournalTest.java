package org.opendatagov.orchestrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.opendatagov.orchestrator.support.ScriptedService;
import org.opendatagov.orchestrator.support.TestDatabase;
import org.springframework.context.ConfigurableApplicationContext;

class BusyJournalTest {
    private static final Duration LEASE = Duration.ofSeconds(6);
    private static final int WRITERS = 64;

    @Test
    void a_lease_is_renewed_however_much_is_written_under_it() throws Exception {
        Map<String, Object> settings = Map.of(
                "orchestrator.data-dir", "target/test-data/busy-journal",
                "orchestrator.engine.lease", LEASE.toMillis() + "ms",
                "orchestrator.triggers.enabled", "false");
        try (ConfigurableApplicationContext service = ScriptedService.start(TestDatabase.createUrl(), settings)) {
            Lease lease = service.getBean(Lease.class);
            long epoch = lease.epoch();
            AtomicBoolean enough = new AtomicBoolean();
            List<Thread> writers = new ArrayList<>();
            for (int number = 0; number < WRITERS; number++) {
                writers.add(Thread.startVirtualThread(
                        () -> write(service.getBean(Journal.class), epoch, UUID.randomUUID(), enough)));
            }

            Awaitility.await()
                    .during(LEASE.multipliedBy(2))
                    .atMost(LEASE.multipliedBy(10))
                    .until(() -> !lease.overdue());

            assertThat(writers).allMatch(Thread::isAlive);
            enough.set(true);
            for (Thread writer : writers) {
                writer.join();
            }
            assertThat(lease.epoch()).isEqualTo(epoch);
        }
    }

    /** One entry after the other, each when the one before is committed; ends early where one is refused. */
    private static void write(Journal journal, long epoch, UUID run, AtomicBoolean enough) {
        for (int seq = 1; !enough.get(); seq++) {
            journal.append(
                            epoch,
                            new JournalEntry(run, seq, EntryKind.ATTEMPT, 0, "task", "", seq, "", "", Instant.now()))
                    .join();
        }
    }
}
