package org.opendatagov.orchestrator.support;

import java.util.concurrent.TimeUnit;
import org.opendatagov.orchestrator.engine.EngineTestApplication;
import org.opendatagov.orchestrator.engine.TestExperts;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** A replica of the engine in a process of its own, whose experts take a little while; it goes on until it is killed. */
public final class FaultReplica {
    private FaultReplica() {}

    public static void main(String[] arguments) throws InterruptedException {
        var application = new SpringApplicationBuilder(EngineTestApplication.class)
                .web(WebApplicationType.NONE)
                .run(arguments);
        application.getBean(TestExperts.class).all(request -> {
            try {
                TimeUnit.MILLISECONDS.sleep(150);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return ScriptedExpert.trivial(request);
        });
        Thread.currentThread().join();
    }
}
