package org.opendatagov.orchestrator.support;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.opendatagov.orchestrator.expert.ExpertAction;
import org.opendatagov.orchestrator.expert.ExpertInstance;
import org.opendatagov.orchestrator.expert.ExpertInstanceStore;
import org.opendatagov.orchestrator.expert.RegisteredExpert;

/** Registrations in memory; how long an instance is silent is for the test to say. */
public final class FakeInstances implements ExpertInstanceStore {
    private final Map<String, ExpertInstance> instances = new ConcurrentHashMap<>();
    private final Map<String, Duration> silences = new ConcurrentHashMap<>();
    private final Map<String, List<ExpertAction>> kinds = new ConcurrentHashMap<>();

    private final AtomicInteger looks = new AtomicInteger();
    private final Queue<Error> failures = new ConcurrentLinkedQueue<>();

    @Override
    public boolean register(ExpertInstance instance, List<ExpertAction> actions) {
        kinds.put(instance.expertName(), actions);
        silences.remove(instance.expertId());
        return instances.put(instance.expertId(), instance) == null;
    }

    /** From now on it has been silent for so long, until it is heard of. */
    public void silent(String expertId, Duration silence) {
        silences.put(expertId, silence);
    }

    @Override
    public boolean heard(String expertId) {
        silences.remove(expertId);
        return instances.containsKey(expertId);
    }

    @Override
    public boolean remove(String expertId) {
        return instances.remove(expertId) != null;
    }

    /** How often it was read who is there. */
    public int looks() {
        return looks.get();
    }

    /** The next who reads it gets this instead. */
    public void failOnce(Error error) {
        failures.add(error);
    }

    @Override
    public List<Registered> instances(Duration forgetAfter) {
        looks.incrementAndGet();
        Error error = failures.poll();
        if (error != null) {
            throw error;
        }
        List<Registered> found = new ArrayList<>();
        new TreeMap<>(instances)
                .forEach((id, instance) -> found.add(
                        new Registered(instance, silences.getOrDefault(id, Duration.ZERO), Duration.ofMinutes(1))));
        return found;
    }

    @Override
    public List<RegisteredExpert> kinds() {
        return new TreeMap<>(kinds)
                .entrySet().stream()
                        .map(kind -> new RegisteredExpert(kind.getKey(), kind.getValue()))
                        .toList();
    }
}
