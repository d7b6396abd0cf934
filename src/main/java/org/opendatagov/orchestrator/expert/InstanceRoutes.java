package org.opendatagov.orchestrator.expert;

/** The routes that lead to instances, one each, guarded by a circuit breaker (port). */
public interface InstanceRoutes {
    /** Makes the route of an instance; one that is there already is left as it is. */
    void add(ExpertInstance instance);

    /** Takes away the route of an instance on which no call is under way. */
    void remove(String expertId);

    BreakerState breaker(String expertId);

    /** For a process that calls its experts directly. */
    static InstanceRoutes none() {
        return new InstanceRoutes() {
            @Override
            public void add(ExpertInstance instance) {}

            @Override
            public void remove(String expertId) {}

            @Override
            public BreakerState breaker(String expertId) {
                return BreakerState.CLOSED;
            }
        };
    }
}
