package org.opendatagov.orchestrator.expert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Meters of instances: {@code orchestrator.expert.calls} (timer by {@code outcome}), {@code orchestrator.expert.load} and
 * {@code orchestrator.expert.waiting}, with {@code expert} and, for the first two, {@code instance}.
 */
final class CallMeters {
    private final MeterRegistry registry;
    private final Map<String, InstanceMeters> byInstance = new ConcurrentHashMap<>();

    private record InstanceMeters(Timer answered, Timer failed, Gauge load) {
        List<Meter> all() {
            return List.of(answered, failed, load);
        }
    }

    CallMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void add(String expert, InstancePool pool) {
        Gauge.builder("orchestrator.expert.waiting", pool, InstancePool::waiting)
                .description("Calls that wait for a free instance")
                .tag("expert", expert)
                .register(registry);
    }

    void add(InstanceState state) {
        byInstance.put(state.instance().expertId(), meters(state));
    }

    private InstanceMeters meters(InstanceState state) {
        Tags tags = Tags.of(
                "expert", state.instance().expertName(),
                "instance", state.instance().expertId());
        return new InstanceMeters(
                timer(tags, "answered"),
                timer(tags, "failed"),
                Gauge.builder("orchestrator.expert.load", state, InstanceState::load)
                        .description("Tasks that an instance performs now for this process")
                        .tags(tags)
                        .register(registry));
    }

    private Timer timer(Tags tags, String outcome) {
        return Timer.builder("orchestrator.expert.calls")
                .description("Calls of an instance")
                .tags(tags.and("outcome", outcome))
                .register(registry);
    }

    void ended(InstanceState state, long nanos, boolean success) {
        InstanceMeters meters = byInstance.get(state.instance().expertId());
        if (meters != null) {
            (success ? meters.answered() : meters.failed()).record(Duration.ofNanos(nanos));
        }
    }

    void remove(String expertId) {
        InstanceMeters meters = byInstance.remove(expertId);
        if (meters != null) {
            meters.all().forEach(registry::remove);
        }
    }
}
