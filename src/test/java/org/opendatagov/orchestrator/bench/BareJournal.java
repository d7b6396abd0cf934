package org.opendatagov.orchestrator.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.opendatagov.orchestrator.engine.EntryKind;
import org.opendatagov.orchestrator.engine.Journal;
import org.opendatagov.orchestrator.engine.JournalEntry;
import org.opendatagov.orchestrator.engine.NewRun;
import org.opendatagov.orchestrator.engine.Requester;
import org.opendatagov.orchestrator.engine.RunChange;
import org.opendatagov.orchestrator.engine.RunState;

/**
 * What remains of an onboarding-shaped run without routes, router, breaker, hashes and answers: the rows of its journal, each written when
 * those before it are committed. What the prototype of the design did, with this journal.
 */
final class BareJournal {
    private static final String PAYLOAD = """
            {"status":"succeeded","attempts":1,"started_at":"2026-01-01T00:00:00.000001Z","finished_at":"2026-01-01T00:00:00.000002Z",\
            "summary":"done schema_analysis","report":{"summary":"done schema_analysis","evidence":[],"findings":[],\
            "result":{"task":"schema_analysis"},"context":{"done":"schema_analysis"},"fingerprints":{}},\
            "hash":"0000000000000000000000000000000000000000000000000000000000000000"}""";
    private static final String HASH = "0".repeat(64);

    private final Journal journal;
    private final long epoch;

    BareJournal(Journal journal, long epoch) {
        this.journal = journal;
        this.epoch = epoch;
    }

    /** Runs one; returns when its end is committed. */
    void run() {
        Instant now = Instant.now();
        UUID id = id(now);
        journal.create(new NewRun(
                        id,
                        "onboard_dataset",
                        1,
                        "{\"file_path\":\"a.parquet\"}",
                        Optional.empty(),
                        "{}",
                        0,
                        Requester.UNKNOWN,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        HASH,
                        true,
                        epoch,
                        now))
                .join();
        task(id, 2, "schema_analysis").join();
        List<CompletableFuture<Void>> branches = new ArrayList<>();
        branches.add(task(id, 4, "quality_validation"));
        branches.add(task(id, 6, "cost_estimation"));
        branches.add(task(id, 8, "lineage_mapping"));
        branches.add(task(id, 10, "security_scan").thenCompose(done -> task(id, 12, "compliance_check")));
        branches.forEach(CompletableFuture::join);
        Instant ended = Instant.now();
        RunChange change = new RunChange(id, RunState.SUCCEEDED, "", false, 0, Optional.empty(), ended);
        journal.change(
                        epoch,
                        change,
                        entry(id, 14, EntryKind.RUN_ENDED, "", 0, "{\"status\":\"succeeded\",\"reason\":\"\"}"))
                .join();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the outcome behind it says that it is written
    private CompletableFuture<Void> task(UUID run, int seq, String task) {
        journal.append(epoch, entry(run, seq, EntryKind.ATTEMPT, task, 1, ""));
        return journal.append(epoch, entry(run, seq + 1, EntryKind.OUTCOME, task, 1, PAYLOAD));
    }

    private static JournalEntry entry(UUID run, int seq, EntryKind kind, String task, int attempt, String payload) {
        String hash = task.isEmpty() ? "" : HASH;
        return new JournalEntry(run, seq, kind, 0, task, "", attempt, hash, payload, Instant.now());
    }

    /** In order of time, as the engine's ids. */
    private static UUID id(Instant now) {
        UUID random = UUID.randomUUID();
        return new UUID(
                (now.toEpochMilli() << 16) | 0x7000L | (random.getMostSignificantBits() & 0xFFFL),
                random.getLeastSignificantBits());
    }
}
