package org.opendatagov.orchestrator.engine;

import java.time.Instant;
import java.util.UUID;

/**
 * One line of a run's journal.
 *
 * @param seq from 1, by run; also the id of its event
 * @param key inside split and loop; empty elsewhere
 * @param payload JSON text; empty for none
 */
public record JournalEntry(
        UUID run,
        int seq,
        EntryKind kind,
        int generation,
        String task,
        String key,
        int attempt,
        String inputHash,
        String payload,
        Instant at) {}
