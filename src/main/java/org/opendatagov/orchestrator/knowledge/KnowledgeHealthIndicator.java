package org.opendatagov.orchestrator.knowledge;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** {@code DEGRADED} while the index is not what the store holds: experts go on without knowledge, so the service is not down. */
@Component
class KnowledgeHealthIndicator implements HealthIndicator {
    private static final Status DEGRADED = new Status("DEGRADED", "Experts go on without knowledge");

    private final IndexFollower follower;
    private final PassageIndex index;

    KnowledgeHealthIndicator(IndexFollower follower, PassageIndex index) {
        this.follower = follower;
        this.index = index;
    }

    @Override
    public Health health() {
        String trouble = follower.trouble();
        Health.Builder health = trouble.isEmpty() ? Health.up() : Health.status(DEGRADED);
        health.withDetail("index", index.name());
        return trouble.isEmpty()
                ? health.build()
                : health.withDetail("trouble", trouble).build();
    }
}
