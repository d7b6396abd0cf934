package org.opendatagov.orchestrator.engine;

import java.security.SecureRandom;
import java.util.UUID;

/** Ids of runs: UUID version 7 (RFC 9562), so that newer ones sort behind older ones. */
final class RunIds {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RunIds() {}

    static UUID next(long millis) {
        long random = RANDOM.nextLong();
        long high = (millis << 16) | 0x7000L | (random & 0xFFFL);
        long low = 0x8000000000000000L | (RANDOM.nextLong() & 0x3FFFFFFFFFFFFFFFL);
        return new UUID(high, low);
    }
}
