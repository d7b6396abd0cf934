package org.opendatagov.orchestrator.expert;

import java.time.Duration;
import java.util.List;

/** Registrations of instances in other processes, which all replicas see (port). Thread-safe. */
public interface ExpertInstanceStore {
    /**
     * An instance as registered.
     *
     * @param silence how long it has not been heard of, by the store's clock
     */
    record Registered(ExpertInstance instance, Duration silence, Duration uptime) {}

    /** Remembers the instance and the kind that it serves; whether the instance was not there yet. */
    boolean register(ExpertInstance instance, List<ExpertAction> actions);

    /** Notes that the instance was heard of; false where it is not registered. */
    boolean heard(String expertId);

    /** False where it was not registered. */
    boolean remove(String expertId);

    /** All instances; those that are silent for longer than {@code forgetAfter} are forgotten. */
    List<Registered> instances(Duration forgetAfter);

    /** Kinds that instances have registered, also those that have no instance any more. */
    List<RegisteredExpert> kinds();
}
