package org.opendatagov.orchestrator.model;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.opendatagov.orchestrator.expert.CallWaits;
import org.opendatagov.orchestrator.problem.OrchestratorException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Settles what a process that died had reserved: it may have been paid, and so counts. */
@Component
class LostCalls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LostCalls.class);

    /** Beyond the longest timeout of a call. */
    private final Duration after;

    private final ModelLedger ledger;
    private final BudgetAlerts alerts;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("model-ledger").daemon().factory());

    LostCalls(ModelsSettings settings, ModelLedger ledger, BudgetAlerts alerts) {
        this.after = settings.models().values().stream()
                .map(ModelSettings::timeout)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO)
                .plusMinutes(1);
        this.ledger = ledger;
        this.alerts = alerts;
    }

    @EventListener(ApplicationReadyEvent.class)
    @SuppressWarnings("FutureReturnValueIgnored")
    public void start() {
        timer.scheduleWithFixedDelay(this::settle, 0, 1, TimeUnit.MINUTES);
    }

    private void settle() {
        try {
            ModelLedger.Lost lost = ledger.settleLost(after);
            if (lost.calls() > 0) {
                LOG.warn(
                        "{} calls of models ended with their process; they are counted at what was reserved.",
                        lost.calls());
            }
            // Their runs go on elsewhere, or have ended: the log alone tells.
            alerts.tell(lost.alerts(), CallWaits.UNHEARD);
        } catch (OrchestratorException e) {
            LOG.debug("Lost calls are settled later: {}", e.getMessage());
        } catch (RuntimeException | Error e) {
            // What escaped would end the timer.
            LOG.error("Lost calls could not be settled, tried again", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
