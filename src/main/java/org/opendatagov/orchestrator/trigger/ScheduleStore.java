package org.opendatagov.orchestrator.trigger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opendatagov.orchestrator.trigger.Schedule.Last;

/**
 * Schedules as they are stored (port). Whoever implements it also looks at each of them when it is due, by {@link DueSchedules}: at one
 * replica at a time, and again where that replica died.
 */
public interface ScheduleStore {
    /** False where there is one with this id. */
    boolean create(Schedule schedule);

    Optional<Schedule> find(String id);

    /** By id. */
    List<Schedule> all();

    /** False where there is none. */
    boolean remove(String id);

    /** Sets the next time, or pauses. False where there is no such schedule. */
    boolean due(String id, Optional<Instant> next);

    /** Records what became of a time and sets the next, unless another replica or a person set another one meanwhile. */
    void passed(String id, Instant due, Optional<Instant> next, Last last);
}
