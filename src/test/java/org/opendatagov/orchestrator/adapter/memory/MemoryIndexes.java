package org.opendatagov.orchestrator.adapter.memory;

import org.opendatagov.orchestrator.knowledge.PassageIndex;

/** Indexes in memory for tests elsewhere. */
public final class MemoryIndexes {
    private MemoryIndexes() {}

    public static PassageIndex passages() {
        return new MemoryPassageIndex();
    }
}
