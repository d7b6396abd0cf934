package org.opendatagov.orchestrator.model;

import java.util.List;
import org.opendatagov.orchestrator.expert.BudgetAlert;
import org.opendatagov.orchestrator.expert.CallWaits;
import org.opendatagov.orchestrator.model.ModelLedger.Alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells that a budget passed a threshold: the run that took it over, the log, and who listens in this process ({@link Alert} as Spring's event). */
@Component
class BudgetAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(BudgetAlerts.class);

    private final ApplicationEventPublisher events;

    BudgetAlerts(ApplicationEventPublisher events) {
        this.events = events;
    }

    void tell(List<Alert> alerts, CallWaits run) {
        for (Alert alert : alerts) {
            run.passed(new BudgetAlert(Budget.shown(alert.scope()), alert.percent(), alert.spent(), alert.cap()));
            LOG.atLevel(alert.scope().startsWith(Budget.RUN) ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.WARN)
                    .log(
                            "The budget of {} has passed {} %: {} of {} USD are spent.",
                            kind(alert.scope()),
                            alert.percent(),
                            alert.spent().toPlainString(),
                            alert.cap().toPlainString());
            events.publishEvent(alert);
        }
    }

    /** Names of users stay out of the log. */
    private static String kind(String scope) {
        return scope.startsWith("user:") || scope.startsWith("tenant:")
                ? "one " + scope.replaceFirst(":.*:", " in ")
                : scope.replace(':', ' ');
    }
}
