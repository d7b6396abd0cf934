package org.opendatagov.orchestrator.engine;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Follows what other replicas publish, and drops the routes of versions that nothing needs any more. */
@Component
class WorkflowWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkflowWatch.class);
    /** Looks from one dropping to the next: it asks the store for open runs. */
    private static final int LOOKS = 10;

    private final WorkflowTemplates templates;
    private final CamelContext camel;
    private final EngineSettings settings;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("workflow-watch").daemon().factory());
    private int looks;

    WorkflowWatch(WorkflowTemplates templates, CamelContext camel, EngineSettings settings) {
        this.templates = templates;
        this.camel = camel;
        this.settings = settings;
    }

    /** Once Camel and its routes are there. */
    @EventListener(ApplicationReadyEvent.class)
    @SuppressWarnings("FutureReturnValueIgnored")
    public void start() {
        long poll = settings.poll().toMillis();
        timer.scheduleWithFixedDelay(this::look, poll, poll, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            templates.refresh(camel);
            if (++looks % LOOKS == 0) {
                templates.drop(camel);
            }
        } catch (Exception | Error e) {
            LOG.warn(
                    "Workflows could not be looked at, tried again: {}",
                    e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
