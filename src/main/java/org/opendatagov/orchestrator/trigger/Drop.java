package org.opendatagov.orchestrator.trigger;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A file of the inbox that has no report yet.
 *
 * @param modified the file's time when it was taken
 * @param run absent until one could be submitted
 * @param trouble what was logged of it last
 */
record Drop(String name, Instant modified, Optional<UUID> run, String trouble) {
    static Drop of(String name, Instant modified) {
        return new Drop(name, modified, Optional.empty(), "");
    }

    Drop with(UUID found) {
        return new Drop(name, modified, Optional.of(found), trouble);
    }

    Drop with(String said) {
        return new Drop(name, modified, run, said);
    }
}
