package org.opendatagov.orchestrator.support;

import java.util.concurrent.CountDownLatch;
import org.opendatagov.orchestrator.expert.ExpertReport;
import org.opendatagov.orchestrator.expert.ExpertRequest;

/** Holds scripted experts at their work until a test lets them go on. */
public final class Gate {
    private volatile CountDownLatch latch = new CountDownLatch(0);

    public void close() {
        latch = new CountDownLatch(1);
    }

    public void open() {
        latch.countDown();
    }

    /** A script: the trivial answer, once the gate is open. */
    public ExpertReport pass(ExpertRequest request) {
        await();
        return ScriptedExpert.trivial(request);
    }

    public void await() {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the work is to stop", e);
        }
    }
}
