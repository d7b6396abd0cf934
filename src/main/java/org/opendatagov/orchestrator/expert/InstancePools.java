package org.opendatagov.orchestrator.expert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All instances that this process may call, by the expert that they serve. Thread-safe. */
final class InstancePools {
    private final InstancePool.Listener listener;
    private final CallMeters meters;
    private final Map<String, InstancePool> byExpert = new ConcurrentHashMap<>();
    private final Map<String, InstanceState> byId = new ConcurrentHashMap<>();

    InstancePools(InstancePool.Listener listener, CallMeters meters) {
        this.listener = listener;
        this.meters = meters;
    }

    InstancePool of(String expert) {
        return byExpert.computeIfAbsent(expert, name -> {
            InstancePool pool = new InstancePool(listener);
            meters.add(name, pool);
            return pool;
        });
    }

    Optional<InstanceState> find(String expertId) {
        return Optional.ofNullable(byId.get(expertId));
    }

    void add(InstanceState state) {
        byId.put(state.instance().expertId(), state);
        meters.add(state);
        of(state.instance().expertName()).add(state);
    }

    void remove(InstanceState state) {
        byId.remove(state.instance().expertId(), state);
        meters.remove(state.instance().expertId());
        of(state.instance().expertName()).remove(state);
    }

    /** Changes an instance, and sends calls on that can go now. */
    void change(InstanceState state, Runnable change) {
        of(state.instance().expertName()).change(change);
    }

    /** Breakers and holds change with time alone. */
    void look() {
        byExpert.values().stream().filter(pool -> pool.waiting() > 0).forEach(pool -> pool.change(() -> {}));
    }

    /** By expert and id. */
    List<InstanceState> all() {
        return byId.values().stream()
                .sorted((first, second) -> order(first).compareTo(order(second)))
                .toList();
    }

    private static String order(InstanceState state) {
        return state.instance().expertName() + "\n" + state.instance().expertId();
    }
}
