package org.opendatagov.orchestrator.expert;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.opendatagov.orchestrator.expert.ExpertInstanceStore.Registered;

/**
 * The instances of experts: those in this process, and those that registered from elsewhere. Gives each call the place where it is
 * performed. Thread-safe.
 */
public final class InstanceRegistry implements InstancePool.Listener {
    private final ExpertSettings settings;
    private final CallMeters meters;
    private final InstancePools pools;
    private volatile InstanceRoutes routes = InstanceRoutes.none();
    private volatile InstanceHealth health = state -> {};

    /** Asks an instance soon how it is. */
    interface InstanceHealth {
        void look(InstanceState state);
    }

    /** Every expert of this process that it serves gets an instance. */
    InstanceRegistry(ExpertRegistry experts, ExpertSettings settings, CallMeters meters) {
        this.settings = settings;
        this.meters = meters;
        this.pools = new InstancePools(this, meters);
        experts.inProcess().stream()
                .filter(expert -> settings.serves(expert.name()))
                .map(expert -> ExpertInstance.inProcess(expert, settings.maxConcurrent(expert.name())))
                .forEach(this::add);
    }

    void health(InstanceHealth probes) {
        health = probes;
    }

    InstancePools pools() {
        return pools;
    }

    /** From now on instances are called by these routes; each instance has one, as long as it is there. */
    public void routes(InstanceRoutes made) {
        routes = made;
        pools.all().forEach(state -> made.add(state.instance()));
    }

    /**
     * A place at the least loaded instance of an expert that performs the request's action, is well and has room; waits for one, in the
     * order of arrival, as long as it takes.
     *
     * @param tried ids of the instances on which the request has failed already
     * @param waits told why it waits, {@code instance: <expert>} or {@code breaker: <expert>}, where it does for longer than a moment
     * @return empty where it was tried before and no other instance is well
     */
    public Optional<Assignment> acquire(String expert, ExpertRequest request, Set<String> tried, Consumer<String> waits)
            throws InterruptedException {
        return pools.of(expert).acquire(new Wanted(expert, request.action(), tried), waits);
    }

    /** All instances as they are now, by expert and id. */
    public List<InstanceView> instances() {
        return pools.all().stream().map(InstanceState::view).toList();
    }

    /** Why calls of an expert wait, for people; empty where none waits. */
    public Optional<String> waitingFor(String expert) {
        int waiting = pools.of(expert).waiting();
        return waiting == 0 ? Optional.empty() : Optional.of("no free instance of " + expert);
    }

    private InstanceState add(Registered found) {
        InstanceState state = add(found.instance());
        state.up(found.uptime());
        health.look(state);
        return state;
    }

    private InstanceState add(ExpertInstance instance) {
        InstanceState state = new InstanceState(
                instance, settings.breaker().halfOpenCalls(), () -> routes.breaker(instance.expertId()));
        routes.add(instance);
        state.routed();
        pools.add(state);
        return state;
    }

    /** Follows what is registered: what is new comes, what is gone takes no call any more and goes when its last one ended. */
    synchronized void follow(List<Registered> registered, boolean judgeSilence) {
        registered.forEach(found -> follow(found, judgeSilence));
        Set<String> present = registered.stream()
                .map(found -> found.instance().expertId())
                .collect(java.util.stream.Collectors.toSet());
        pools.all().stream()
                .filter(state -> state.instance().address().isPresent())
                .filter(state -> !present.contains(state.instance().expertId()))
                .forEach(this::leave);
    }

    private void follow(Registered found, boolean judgeSilence) {
        InstanceState state = pools.find(found.instance().expertId()).orElseGet(() -> add(found));
        boolean silent = judgeSilence && found.silence().compareTo(settings.heartbeatTimeout()) > 0;
        pools.change(state, () -> {
            state.instance(found.instance());
            state.silent(silent ? "no heartbeat for " + found.silence().toSeconds() + " s" : "");
        });
    }

    /** Its route goes here and not where its last call ends, for that call is in the route still. */
    private void leave(InstanceState state) {
        pools.change(state, state::leave);
        if (state.load() == 0) {
            pools.remove(state);
            routes.remove(state.instance().expertId());
        }
    }

    @Override
    public void ended(InstanceState state, long nanos, boolean success) {
        meters.ended(state, nanos, success);
    }

    @Override
    public void suspected(InstanceState state) {
        pools.change(state, () -> state.sick("could not be reached"));
        health.look(state);
    }
}
