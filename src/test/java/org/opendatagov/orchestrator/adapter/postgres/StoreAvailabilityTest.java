package org.opendatagov.orchestrator.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.support.StaticApplicationContext;

class StoreAvailabilityTest {
    private final List<Object> told = new ArrayList<>();

    private void listen(AvailabilityChangeEvent<?> event) {
        told.add(event.getState());
        throw new IllegalStateException("a listener's own trouble");
    }

    @Test
    void a_listener_that_fails_ends_nobody_who_notices_that_the_database_is_away_or_back() {
        try (StaticApplicationContext context = new StaticApplicationContext()) {
            context.addApplicationListener(event -> {
                if (event instanceof AvailabilityChangeEvent<?> change) {
                    listen(change);
                }
            });
            context.refresh();
            StoreAvailability availability = new StoreAvailability(context);

            availability.away();
            availability.away();
            availability.back();
        }
        assertThat(told).containsExactly(ReadinessState.REFUSING_TRAFFIC, ReadinessState.ACCEPTING_TRAFFIC);
    }
}
