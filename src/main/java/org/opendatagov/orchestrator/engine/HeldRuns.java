package org.opendatagov.orchestrator.engine;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Runs with tasks that wait for a budget without a thread: when more may be spent they are told to look again, and so at every start, for settings may have changed. */
@Component
class HeldRuns {
    static final String BUDGET = "budget: ";
    private static final Logger LOG = LoggerFactory.getLogger(HeldRuns.class);

    private final RunStore store;
    private final CommandStore commands;
    private final Clock clock;

    HeldRuns(RunStore store, CommandStore commands, Clock clock) {
        this.store = store;
        this.commands = commands;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    public void restarted() {
        try {
            goOn("");
        } catch (OrchestratorException e) {
            LOG.debug("Runs that wait for a budget look again later: {}", e.getMessage());
        }
    }

    /** Tells them; {@code by} is who let them go on, empty for nobody. Gives how many there are. */
    int goOn(String by) {
        List<UUID> held = store.held(BUDGET);
        held.forEach(run -> tell(run, by));
        return held.size();
    }

    private void tell(UUID run, String by) {
        try {
            commands.send(new Command(UUID.randomUUID(), run, CommandKind.RESUME, "{}", by, clock.instant()));
        } catch (OrchestratorException e) {
            if (e.code() != ErrorCode.CONFLICT) {
                throw e;
            }
            // It has ended meanwhile.
        }
    }
}
