package org.opendatagov.orchestrator;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.opendatagov.orchestrator.engine.Lease;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The clock of the service: the store's, which all replicas share; this machine's where there is no store. Tests give another. */
@Configuration(proxyBeanMethods = false)
class SystemTime {
    @Bean
    @ConditionalOnMissingBean
    Clock systemClock(ObjectProvider<Lease> lease) {
        Clock machine = Clock.systemUTC();
        return lease.stream()
                .findFirst()
                .<Clock>map(shared -> new SharedClock(shared, ZoneOffset.UTC))
                .orElse(machine);
    }

    private static final class SharedClock extends Clock {
        private final Lease lease;
        private final ZoneId zone;

        SharedClock(Lease lease, ZoneId zone) {
            this.lease = lease;
            this.zone = zone;
        }

        @Override
        public Instant instant() {
            return lease.now();
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new SharedClock(lease, other);
        }
    }
}
