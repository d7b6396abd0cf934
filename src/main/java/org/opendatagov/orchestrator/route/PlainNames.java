package org.opendatagov.orchestrator.route;

import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.jspecify.annotations.Nullable;
import org.opendatagov.orchestrator.problem.ErrorCode;
import org.opendatagov.orchestrator.problem.OrchestratorException;

/** The {@code direct:} names by which other files know versioned routes: each passes on to the version that is in force when it is called. */
final class PlainNames {
    private final Map<String, Consumer> consumers = new TreeMap<>();
    private volatile Map<String, String> inForce = Map.of();
    private @Nullable ProducerTemplate template;

    /** @param entrances by plain name, such as {@code direct:greet} */
    void show(Map<String, String> entrances, CamelContext camel) {
        inForce = Map.copyOf(entrances);
        consumers.forEach((name, consumer) -> {
            if (!entrances.containsKey(name)) {
                consumer.stop();
            }
        });
        consumers.keySet().retainAll(entrances.keySet());
        entrances.keySet().stream()
                .filter(name -> !consumers.containsKey(name))
                .forEach(name -> consumers.put(name, consumer(name, camel)));
    }

    private Consumer consumer(String name, CamelContext camel) {
        try {
            ProducerTemplate sender = template == null ? camel.createProducerTemplate() : template;
            template = sender;
            Consumer consumer = camel.getEndpoint(name).createConsumer(exchange -> passOn(name, sender, exchange));
            consumer.start();
            return consumer;
        } catch (Exception e) {
            throw new OrchestratorException(ErrorCode.INTERNAL, "Nothing can start from '" + name + "'.", e);
        }
    }

    private void passOn(String name, ProducerTemplate sender, Exchange exchange) {
        String entrance = inForce.get(name);
        if (entrance == null) {
            throw new OrchestratorException(ErrorCode.UNAVAILABLE, "'" + name + "' is not there any more.");
        }
        sender.send(entrance, exchange);
    }
}
