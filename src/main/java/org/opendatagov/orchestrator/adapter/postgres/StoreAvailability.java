package org.opendatagov.orchestrator.adapter.postgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** Tells the readiness of this replica whether the database is there. */
@Component
class StoreAvailability {
    private static final Logger LOG = LoggerFactory.getLogger(StoreAvailability.class);

    private final ApplicationContext context;
    private boolean away;

    StoreAvailability(ApplicationContext context) {
        this.context = context;
    }

    synchronized void away() {
        if (!away) {
            LOG.warn("The database is away; runs wait until it is back");
            away = true;
            tell(ReadinessState.REFUSING_TRAFFIC);
        }
    }

    synchronized void back() {
        if (away) {
            LOG.info("The database is back");
            away = false;
            tell(ReadinessState.ACCEPTING_TRAFFIC);
        }
    }

    /** Who notices it keeps the journal or the lease, and must not end for what a listener does. */
    private void tell(ReadinessState state) {
        try {
            AvailabilityChangeEvent.publish(context, state);
        } catch (RuntimeException | Error e) {
            LOG.error("A listener failed when it was told of {}", state, e);
        }
    }
}
