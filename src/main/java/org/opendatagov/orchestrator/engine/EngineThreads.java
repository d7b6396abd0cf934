package org.opendatagov.orchestrator.engine;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** The virtual threads that runs, branches and expert calls use. */
@Component
class EngineThreads implements AutoCloseable {
    /** The name in Camel's registry, as routes of workflows give it to their multicasts. */
    static final String EXECUTOR = "workflowExecutor";

    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("workflow-", 0).factory());

    ExecutorService executor() {
        return executor;
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
