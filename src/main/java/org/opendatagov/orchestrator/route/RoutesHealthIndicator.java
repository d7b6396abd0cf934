package org.opendatagov.orchestrator.route;

import java.util.List;
import org.opendatagov.orchestrator.problem.Problem;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;
import org.springframework.stereotype.Component;

/** {@code DEGRADED} while a route file is rejected: what ran before goes on, so the service is not down. */
@Component
class RoutesHealthIndicator implements HealthIndicator {
    private static final Status DEGRADED = new Status("DEGRADED", "A route file is rejected; what ran before goes on");

    private final RouteStates states;

    RoutesHealthIndicator(RouteStates states) {
        this.states = states;
    }

    @Override
    public Health health() {
        List<RouteStatus> rejected = states.list().stream()
                .filter(status -> status.state() == RouteStatus.State.REJECTED)
                .toList();
        Health.Builder health = rejected.isEmpty() ? Health.up() : Health.status(DEGRADED);
        rejected.forEach(status -> health.withDetail(
                status.file(), status.problems().stream().map(Problem::message).toList()));
        return health.build();
    }
}
